import { invalidRequest } from "../stripe-error";
import type { Subscription } from "../wire";
import type { World } from "../world";
import { draftSubscriptionInvoice } from "./draft-invoice";
import { finalizeInvoice } from "./finalize-invoice";
import { methodFor, payInvoice } from "./pay-invoice";
import { intervalOf, periodEnd } from "./period";

/** A subscription stands still: no period ends and nothing is billed until it is resumed. */
export function pauseSubscription(world: World, subscription: Subscription, type: string): Subscription {
  if (!["active", "trialing", "past_due"].includes(subscription.status)) {
    throw invalidRequest(`This subscription is ${subscription.status} and cannot be paused.`);
  }
  const transitioned_at = world.now(subscription.customer);
  const paused = world.subscriptions.put({
    ...subscription,
    status: "paused",
    status_details: { paused: { subscription: { type }, transitioned_at, type: "subscription" } },
  });
  world.emitUpdate("customer.subscription.updated", subscription, paused);
  world.emit("customer.subscription.paused", paused);
  return paused;
}

/** It runs again, in a new period from now where `startsAnew`, and that period is billed. */
export function resumeSubscription(world: World, paused: Subscription, startsAnew: boolean): Subscription {
  if (paused.status !== "paused") {
    throw invalidRequest(`This subscription is ${paused.status}: only a paused subscription can be resumed.`);
  }
  const now = world.now(paused.customer);
  const { status_details: _details, ...rest } = paused;
  const data = paused.items.data.map((item) => {
    const isOver = item.current_period_end <= now;
    if (!startsAnew && !isOver) return item;
    const anchor = startsAnew ? now : paused.billing_cycle_anchor;
    return { ...item, current_period_start: now, current_period_end: periodEnd(anchor, now, intervalOf(item.price)) };
  });
  const isBilled = data.some((item, index) => item !== paused.items.data[index]);
  const items = { ...paused.items, data };
  const anchor = startsAnew ? now : paused.billing_cycle_anchor;
  const resumed = world.subscriptions.put({ ...rest, billing_cycle_anchor: anchor, items, status: "active" });
  world.emitUpdate("customer.subscription.updated", paused, resumed);
  world.emit("customer.subscription.resumed", resumed);
  if (isBilled) bill(world, resumed);
  return world.subscriptions.get(resumed.id) ?? resumed;
}

function bill(world: World, resumed: Subscription): void {
  const customer = world.customers.get(resumed.customer);
  if (!customer) return;
  const invoice = finalizeInvoice(world, draftSubscriptionInvoice(world, resumed, customer, "subscription_update"));
  const method = methodFor(world, invoice);
  if (invoice.status === "open" && method) payInvoice(world, invoice, method, { offSession: true });
}
