import type { Subscription } from "../wire";
import type { World } from "../world";
import { cancelSubscription } from "./cancel-subscription";
import { draftSubscriptionInvoice } from "./draft-invoice";
import { billRenewal } from "./bill-renewal";
import { enterPhase } from "./enter-phase";
import { intervalOf, periodEnd } from "./period";

/** When the present period of a subscription ends: the earliest of its items. Unix seconds. */
export function currentPeriodEnd(subscription: Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}

/** What happens the moment a period is over: the subscription ends, or it renews and is billed for the next period. */
export function endPeriod(world: World, subscription: Subscription): Subscription {
  const end = currentPeriodEnd(subscription);
  const endsNow =
    subscription.cancel_at_period_end || (subscription.cancel_at !== null && subscription.cancel_at <= end);
  if (endsNow) return cancelSubscription(world, subscription, { reason: "cancellation_requested" });
  if (subscription.status === "trialing" && !hasMethod(world, subscription)) {
    const handled = endTrialWithoutMethod(world, subscription);
    if (handled) return handled;
  }
  const phase = enterPhase(world, subscription, end);
  if (phase.kind === "ends") return cancelSubscription(world, subscription, { reason: "cancellation_requested" });
  return renew(world, subscription, phase.subscription, end);
}

/** The subscription in the period after the one that ends at `start`. */
export function nextPeriod(subscription: Subscription, start: number): Subscription {
  const items = subscription.items.data.map((item) => {
    if (item.current_period_end > start) return item;
    const end = periodEnd(subscription.billing_cycle_anchor, start, intervalOf(item.price));
    return { ...item, current_period_start: start, current_period_end: end };
  });
  const status = subscription.status === "trialing" ? "active" : subscription.status;
  return { ...subscription, items: { ...subscription.items, data: items }, status };
}

function renew(world: World, before: Subscription, subscription: Subscription, start: number): Subscription {
  const renewed = world.subscriptions.put(nextPeriod(subscription, start));
  const customer = world.customers.get(subscription.customer);
  if (!customer) return renewed;
  const draft = draftSubscriptionInvoice(world, renewed, customer, "subscription_cycle");
  const present = world.subscriptions.get(renewed.id) ?? renewed;
  world.emitUpdate("customer.subscription.updated", before, present);
  billRenewal(world, present, draft);
  return world.subscriptions.get(renewed.id) ?? present;
}

function hasMethod(world: World, subscription: Subscription): boolean {
  const customer = world.customers.get(subscription.customer);
  return Boolean(subscription.default_payment_method ?? customer?.invoice_settings.default_payment_method);
}

/** A trial that ends without a card ends as the subscription says; null means: bill it like any other. */
function endTrialWithoutMethod(world: World, subscription: Subscription): Subscription | null {
  switch (subscription.trial_settings?.end_behavior.missing_payment_method) {
    case "cancel":
      return cancelSubscription(world, subscription, { reason: "cancellation_requested" });
    case "pause": {
      const paused = world.subscriptions.put({
        ...subscription,
        status: "paused",
        status_details: {
          paused: {
            subscription: { type: "trial_end_without_payment_method" },
            transitioned_at: world.now(subscription.customer),
            type: "subscription",
          },
        },
      });
      world.emitUpdate("customer.subscription.updated", subscription, paused);
      world.emit("customer.subscription.paused", paused);
      return paused;
    }
    default:
      return null;
  }
}
