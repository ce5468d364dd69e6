import { Stripe } from "stripe";
import type { Subscription } from "../subscription";
import type { ChangePreview, NextInvoice, SubscriptionChange } from "../subscription-change";
import { callStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";
import { fromUnix, toUnix } from "./time";

/**
 * Two previews of Stripe's ("Create a preview invoice"): the invoice that the change brings at once, and what each
 * period costs from then on. During a trial nothing is prorated and nothing charged.
 */
export async function previewChange(
  stripe: StripeClient,
  subscription: Subscription,
  { subscriptionId, itemId, providerPriceId, quantity, pricedAt }: SubscriptionChange,
  signal: AbortSignal,
): Promise<ChangePreview | null> {
  const items = [{ id: itemId, price: providerPriceId, quantity }];
  const atOnce = { items, proration_behavior: "always_invoice", proration_date: toUnix(pricedAt) } as const;
  const [now, recurring] = await Promise.all([
    preview(stripe, { subscription: subscriptionId, subscription_details: atOnce }, signal),
    preview(
      stripe,
      { subscription: subscriptionId, preview_mode: "recurring", subscription_details: { items } },
      signal,
    ),
  ]);
  if (!now || !recurring) return null;
  const billed = subscription.status === "trialing" ? null : now;
  const creditMinor = billed ? creditAfter(billed) : 0;
  return {
    currency: recurring.currency.toUpperCase(),
    dueNowMinor: billed?.amount_due ?? 0,
    creditMinor,
    givenBackMinor: 0,
    lines: (billed?.lines.data ?? []).map(({ description, amount }) => ({
      description: description ?? "",
      amountMinor: amount,
    })),
    recurringMinor: recurring.total,
    next: { amountMinor: Math.max(0, recurring.total - creditMinor), on: nextOn(subscription, billed, pricedAt) },
  };
}

/** What Stripe will charge next by itself; null when nothing will be. */
export async function readNextInvoice(
  stripe: StripeClient,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<NextInvoice | null> {
  const next = await preview(stripe, { subscription: subscriptionId }, signal);
  return next && { amountMinor: next.amount_due, on: fromUnix(next.period_end) };
}

/** Null when no invoice will come: the subscription is over, or will be before the next one. */
async function preview(stripe: StripeClient, params: Stripe.InvoiceCreatePreviewParams, signal: AbortSignal) {
  return await callStripe<Stripe.Invoice | null>(
    `previewing an invoice of ${params.subscription}`,
    () => stripe.invoices.createPreview(params).catch(nullWhenNone),
    signal,
  );
}

function nullWhenNone(error: unknown): null {
  const code = error instanceof Stripe.errors.StripeError ? error.code : undefined;
  if (code === "invoice_upcoming_none" || code === "resource_missing") return null;
  throw error;
}

/** A negative total goes to the customer's balance, where negative means credit. */
function creditAfter({ starting_balance: before, total }: Stripe.Invoice): number {
  return Math.max(0, -(before + total));
}

/** A plan of another interval begins its first period at once: its line says until when. */
function nextOn({ status, trialEnd, currentPeriodEnd }: Subscription, billed: Stripe.Invoice | null, from: Date): Date {
  const ends = (billed?.lines.data ?? []).filter((line) => line.amount > 0).map((line) => line.period.end);
  if (ends.length > 0) return fromUnix(Math.max(...ends));
  return (status === "trialing" ? trialEnd : null) ?? currentPeriodEnd ?? from;
}
