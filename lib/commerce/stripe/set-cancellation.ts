import type { Stripe } from "stripe";
import { callStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";

/** A cancellation on a date of its own, as the dashboard can set, is taken back as one at period end is. */
export async function setCancellation(
  stripe: StripeClient,
  subscriptionId: string,
  cancelAtPeriodEnd: boolean,
): Promise<void> {
  await callStripe(`${cancelAtPeriodEnd ? "canceling" : "keeping"} subscription ${subscriptionId}`, async () => {
    const present = await stripe.subscriptions.retrieve(subscriptionId);
    const params = decideParams(present, cancelAtPeriodEnd);
    if (params) await stripe.subscriptions.update(subscriptionId, params);
  });
}

function decideParams(present: Stripe.Subscription, cancel: boolean): Stripe.SubscriptionUpdateParams | null {
  if (cancel) return present.cancel_at_period_end ? null : { cancel_at_period_end: true };
  if (present.cancel_at_period_end) return { cancel_at_period_end: false };
  return present.cancel_at === null ? null : { cancel_at: "" };
}
