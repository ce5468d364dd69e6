import type { Subscription, SubscriptionSchedule } from "../wire";
import type { World } from "../world";

/** Lets go of the subscription, which goes on as it is. */
export function releaseSchedule(world: World, schedule: SubscriptionSchedule): SubscriptionSchedule {
  const { subscription } = schedule;
  detach(world, subscription);
  const released = world.subscriptionSchedules.put({
    ...schedule,
    current_phase: null,
    released_at: world.now(schedule.customer),
    released_subscription: subscription,
    status: "released",
    subscription: null,
  });
  world.emit("subscription_schedule.released", released);
  return released;
}

/**
 * The last phase is over. Stripe, "Completing a schedule": the schedule is completed, and unless it is to end the
 * subscription too, that goes on without it.
 */
export function completeSchedule(world: World, schedule: SubscriptionSchedule): SubscriptionSchedule {
  if (schedule.end_behavior === "release") detach(world, schedule.subscription);
  const stamp = { completed_at: world.now(schedule.customer), current_phase: null, status: "completed" };
  const completed = world.subscriptionSchedules.put({ ...schedule, ...stamp });
  world.emit("subscription_schedule.completed", completed);
  return completed;
}

/** Nothing of the plan will come any more. */
export function cancelSchedule(
  world: World,
  schedule: SubscriptionSchedule,
  event: "canceled" | "aborted",
): SubscriptionSchedule {
  const stamp = { canceled_at: world.now(schedule.customer), current_phase: null, status: "canceled" };
  const canceled = world.subscriptionSchedules.put({ ...schedule, ...stamp });
  world.emit(`subscription_schedule.${event}`, canceled);
  return canceled;
}

/** The plan for a subscription that has ended ends with it: aborted where the debt was never paid. */
export function endScheduleOf(world: World, { schedule: id, cancellation_details: details }: Subscription): void {
  const schedule = world.subscriptionSchedules.get(id ?? "");
  if (schedule?.status !== "active") return;
  cancelSchedule(world, schedule, details?.reason === "payment_failed" ? "aborted" : "canceled");
}

function detach(world: World, id: string | null): void {
  const before = world.subscriptions.get(id ?? "");
  if (!before || before.ended_at !== null) return;
  const after = world.subscriptions.put({ ...before, schedule: null });
  world.emitUpdate("customer.subscription.updated", before, after);
}
