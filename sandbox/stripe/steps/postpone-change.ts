import type { Subscription } from "../wire";
import type { World } from "../world";
import { appoint } from "./appointments";

/** As a first payment, so a change that is not paid for lapses after 23 hours. */
const pendingSeconds = 23 * 3600;

/** Takes a change back that could not be paid for, and keeps it until its invoice is paid or its time is up. */
export function postponeChange(world: World, before: Subscription): void {
  const changed = world.subscriptions.get(before.id);
  if (!changed) return;
  const { customer, latest_invoice, items } = changed;
  const expires_at = world.now(customer) + pendingSeconds;
  const restored = world.subscriptions.put({
    ...before,
    latest_invoice,
    pending_update: {
      billing_cycle_anchor: null,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at,
      metadata: null,
      subscription_items: items.data,
      trial_end: null,
      trial_from_plan: null,
    },
  });
  appoint(world, "pending_update_expires", before.id, { at: expires_at, customer });
  world.emitUpdate("customer.subscription.updated", changed, restored);
}
