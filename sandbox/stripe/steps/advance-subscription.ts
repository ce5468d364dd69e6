import { invalidRequest } from "../stripe-error";
import type { Subscription } from "../wire";
import type { World } from "../world";
import { currentPeriodEnd, endPeriod } from "./end-period";
import { shiftTimes } from "./shift-times";

/**
 * Lets a subscription reach the end of its period now: all its dates move back until the period is over at this moment,
 * and what happens then happens. The clock on the wall, and so the app's, stays right.
 */
export function advanceSubscription(world: World, subscription: Subscription): Subscription {
  if (subscription.ended_at !== null || subscription.status === "incomplete") {
    throw invalidRequest(`This subscription is ${subscription.status} and has no period to end.`);
  }
  const now = world.now(subscription.customer);
  const shift = currentPeriodEnd(subscription) - now;
  const back = (at: number) => at - shift;
  const maybeBack = (at: number | null) => (at === null ? null : back(at));
  const data = subscription.items.data.map((item) => ({
    ...item,
    created: back(item.created),
    current_period_start: back(item.current_period_start),
    current_period_end: back(item.current_period_end),
  }));
  const aged = world.subscriptions.put({
    ...subscription,
    // Months differ in length, so the moved anchor would not meet today; the next period counts from now.
    billing_cycle_anchor: now,
    cancel_at: maybeBack(subscription.cancel_at),
    canceled_at: maybeBack(subscription.canceled_at),
    created: back(subscription.created),
    items: { ...subscription.items, data },
    start_date: back(subscription.start_date),
    trial_end: maybeBack(subscription.trial_end),
    trial_start: maybeBack(subscription.trial_start),
  });
  ageSchedule(world, aged, { now, shift });
  return endPeriod(world, aged);
}

const slackSeconds = 4 * 86_400;

/** A phase that ends with the period still does, though months differ in length. */
function ageSchedule(
  world: World,
  { schedule: id }: Subscription,
  { now, shift }: { now: number; shift: number },
): void {
  const schedule = world.subscriptionSchedules.get(id ?? "");
  if (!schedule) return;
  const ahead = (schedule.current_phase?.end_date ?? 0) - now;
  const endsWithPeriod = Math.abs(ahead - shift) < slackSeconds;
  world.subscriptionSchedules.put(shiftTimes(schedule, endsWithPeriod ? ahead : shift));
}
