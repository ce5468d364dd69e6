import { schedulePhase, subscriptionSchedule } from "../objects/subscription-schedule";
import { invalidRequest } from "../stripe-error";
import type { Metadata, Subscription, SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { currentPeriodEnd } from "./end-period";

/** A schedule for a running subscription. Its first phase is the present period as it is. */
export function followSubscription(world: World, owner: Subscription, metadata: Metadata): SubscriptionSchedule {
  if (owner.schedule || owner.ended_at !== null) {
    const state = owner.schedule ? "already attached to a schedule" : owner.status;
    throw invalidRequest(`You cannot migrate a subscription that is ${state}: \`${owner.id}\`.`);
  }
  const phase = schedulePhase({
    items: owner.items.data.map((item) => ({
      price: item.price.id,
      quantity: item.quantity ?? 1,
      metadata: item.metadata,
    })),
    currency: owner.currency,
    startDate: Math.min(...owner.items.data.map((item) => item.current_period_start)),
    endDate: currentPeriodEnd(owner),
  });
  const made = subscriptionSchedule(owner, phase, world.now(owner.customer));
  const kept = world.subscriptionSchedules.put({
    ...made,
    current_phase: { end_date: phase.end_date, start_date: phase.start_date },
    metadata,
    status: "active",
    subscription: owner.id,
  });
  world.emit("subscription_schedule.created", kept);
  const attached = world.subscriptions.put({ ...owner, schedule: kept.id });
  world.emitUpdate("customer.subscription.updated", owner, attached);
  return kept;
}
