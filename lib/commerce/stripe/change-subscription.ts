import { Stripe } from "stripe";
import type { ChangeResult, SubscriptionChange } from "../subscription-change";
import { callStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";
import { toUnix } from "./time";

/**
 * Changes one item and charges the difference at once. `error_if_incomplete`: a card that is declined refuses the whole
 * change. Where the bank wants the payer to confirm, the change is asked for again as a pending one: it comes true when
 * they confirm on Stripe's page for its invoice, and lapses after 23 hours ("Pending updates").
 */
export async function changeSubscription(
  stripe: StripeClient,
  change: SubscriptionChange,
  idempotencyKey: string,
): Promise<ChangeResult> {
  const what = `changing subscription ${change.subscriptionId}`;
  const answer = await callStripe(what, () => changeNow(stripe, change, idempotencyKey).catch(whatWasRefused));
  if (answer !== "confirm") return answer;
  return await callStripe(what, () => changeWhenConfirmed(stripe, change, idempotencyKey));
}

function paramsOf({ itemId, providerPriceId, quantity, pricedAt }: SubscriptionChange) {
  return {
    items: [{ id: itemId, price: providerPriceId, quantity }],
    proration_behavior: "always_invoice" as const,
    proration_date: toUnix(pricedAt),
  };
}

async function changeNow(stripe: StripeClient, change: SubscriptionChange, key: string): Promise<ChangeResult> {
  await stripe.subscriptions.update(
    change.subscriptionId,
    { ...paramsOf(change), payment_behavior: "error_if_incomplete" },
    { idempotencyKey: `change:${key}` },
  );
  return { kind: "changed" };
}

function whatWasRefused(error: unknown): ChangeResult | "confirm" {
  if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
  const isUnconfirmed =
    error.code === "subscription_payment_intent_requires_action" || error.code === "authentication_required";
  return isUnconfirmed ? "confirm" : { kind: "payment_failed", reason: error.message || null };
}

async function changeWhenConfirmed(
  stripe: StripeClient,
  change: SubscriptionChange,
  key: string,
): Promise<ChangeResult> {
  const { pending_update: pending, latest_invoice: invoice } = await stripe.subscriptions.update(
    change.subscriptionId,
    { ...paramsOf(change), payment_behavior: "pending_if_incomplete", expand: ["latest_invoice"] },
    { idempotencyKey: `change:${key}:confirm` },
  );
  if (!pending) return { kind: "changed" };
  const url = typeof invoice === "string" ? null : invoice?.hosted_invoice_url;
  return url ? { kind: "confirmation_required", url } : { kind: "payment_failed", reason: null };
}
