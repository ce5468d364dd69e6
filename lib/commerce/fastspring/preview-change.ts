import { z } from "zod";
import { toMinorUnits } from "@/lib/kernel/money";
import type { Subscription } from "../subscription";
import type { ChangePreview, NextInvoice, SubscriptionChange } from "../subscription-change";
import type { FastSpringClient } from "./fastspring-client";
import { FastSpringRefusal } from "./read-answer";
import { findSubscription } from "./read-subscription";
import { termsOf } from "./subscription-terms";
import { moment, toDate } from "./wire";

const amount = z.number().nullish();
const plan = z.looseObject({
  display: z.string().nullish(),
  subscriptionTotal: amount,
  subscriptionProratedCredit: amount,
  subscriptionProratedCharge: amount,
});

const estimate = z.looseObject({
  currency: z.string().min(1),
  isProratable: z.boolean().nullish(),
  currentPlan: plan.nullish(),
  proposedPlan: plan.nullish(),
  amountDue: z
    .looseObject({
      prorationSubtotal: z.number(),
      prorationTax: amount,
      totalAmountDue: z.number(),
      nextChargeDate: moment,
      nextChargeAmount: z.number(),
    })
    .nullish(),
});

/**
 * FastSpring's own reckoning ("Preview a prorated plan change"). It counts in days from now, so the change that follows
 * costs the same on the same day. Null where it can't be prorated ("Subscription Proration", Proration Eligibility):
 * on trial, paused, managed, without a payment method, due today, or no longer refundable.
 */
export async function previewChange(
  client: FastSpringClient,
  subscription: Subscription,
  change: SubscriptionChange,
  signal: AbortSignal,
): Promise<ChangePreview | null> {
  const body = { subscription: subscription.id, ...termsOf(change), prorate: true };
  const request = { method: "POST", path: "/subscriptions/estimate", body, signal } as const;
  const found = await client.find(`pricing a change of ${subscription.id}`, request, estimate).catch(nullWhenRefused);
  if (!found?.amountDue || found.isProratable === false) return null;
  const on = toDate(found.amountDue.nextChargeDate) ?? subscription.currentPeriodEnd;
  return on && toPreview(found, found.amountDue, on);
}

type Estimate = z.infer<typeof estimate>;
type AmountDue = NonNullable<Estimate["amountDue"]>;

function toPreview({ currency, currentPlan, proposedPlan }: Estimate, due: AmountDue, on: Date): ChangePreview {
  const minor = (value: number | null | undefined) => toMinorUnits(value ?? 0, currency);
  const dueNowMinor = Math.max(0, minor(due.totalAmountDue));
  const givenBackMinor = Math.max(0, -minor(due.prorationSubtotal + (due.prorationTax ?? 0)));
  const lines = [
    {
      description: `Unused: ${currentPlan?.display ?? ""}`,
      amountMinor: -minor(currentPlan?.subscriptionProratedCredit),
    },
    { description: proposedPlan?.display ?? "", amountMinor: minor(proposedPlan?.subscriptionProratedCharge) },
    { description: "Taxes", amountMinor: minor(due.prorationTax) },
  ];
  const rest = dueNowMinor - givenBackMinor - lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    currency: currency.toUpperCase(),
    dueNowMinor,
    creditMinor: 0,
    givenBackMinor,
    lines: [...lines, { description: "Other adjustments", amountMinor: rest }].filter((line) => line.amountMinor !== 0),
    recurringMinor: minor(proposedPlan?.subscriptionTotal ?? due.nextChargeAmount),
    next: { amountMinor: minor(due.nextChargeAmount), on },
  };
}

/** What it refuses to price can't be changed for a price that is known beforehand; with status 500 only its words tell. */
function nullWhenRefused(error: unknown): null {
  const texts = error instanceof FastSpringRefusal ? Object.values(error.fields) : [];
  const isRefused = error instanceof FastSpringRefusal && !error.retryable;
  if (isRefused || texts.some((text) => /not changeable/i.test(text))) return null;
  throw error;
}

/** What will be charged next by itself, with taxes; null when nothing will be. */
export async function readNextInvoice(
  client: FastSpringClient,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<NextInvoice | null> {
  const found = await findSubscription(client, subscriptionId, signal);
  const on = toDate(found?.next, found?.nextInSeconds);
  if (!found?.active || found.state === "canceled" || !on) return null;
  const amount = found.nextChargeTotal ?? found.subtotal ?? (found.price ?? 0) * found.quantity;
  return { amountMinor: toMinorUnits(amount, found.currency), on };
}
