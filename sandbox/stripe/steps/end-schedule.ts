import type { SubscriptionSchedule } from "../wire";
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

/** The schedule is over, and its subscription with it. */
export function closeSchedule(
  world: World,
  schedule: SubscriptionSchedule,
  status: "canceled" | "completed",
): SubscriptionSchedule {
  const now = world.now(schedule.customer);
  const stamp = status === "canceled" ? { canceled_at: now } : { completed_at: now };
  const closed = world.subscriptionSchedules.put({ ...schedule, ...stamp, current_phase: null, status });
  world.emit(`subscription_schedule.${status}`, closed);
  return closed;
}

function detach(world: World, id: string | null): void {
  const before = world.subscriptions.get(id ?? "");
  if (!before || before.ended_at !== null) return;
  const after = world.subscriptions.put({ ...before, schedule: null });
  world.emitUpdate("customer.subscription.updated", before, after);
}
