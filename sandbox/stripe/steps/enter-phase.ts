import { subscriptionItem } from "../objects/subscription";
import type { Subscription, SubscriptionItem, SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { completeSchedule } from "./end-schedule";
import { intervalOf } from "./period";

type Phase = SubscriptionSchedule["phases"][number];

export type PhaseResult = { kind: "goes_on"; subscription: Subscription } | { kind: "ends" };

/** What a schedule has planned for the moment a period ends: another phase, its own end, or nothing. */
export function enterPhase(world: World, subscription: Subscription, at: number): PhaseResult {
  const next = moveSchedule(world, subscription, at);
  if (next.kind === "ends") return next;
  const present = world.subscriptions.get(subscription.id) ?? subscription;
  if (next.kind === "stays") return { kind: "goes_on", subscription: present };
  return { kind: "goes_on", subscription: world.subscriptions.put(inPhase(world, present, next.phase, at)) };
}

export type ScheduleMove = { kind: "stays" } | { kind: "enters"; phase: Phase } | { kind: "ends" };

/** Moves the schedule to the phase of this moment; whoever asks brings the subscription along. */
export function moveSchedule(world: World, { schedule: id }: Subscription, at: number): ScheduleMove {
  const schedule = world.subscriptionSchedules.get(id ?? "");
  if (schedule?.status !== "active") return { kind: "stays" };
  if (schedule.phases.every((each) => each.end_date <= at)) {
    completeSchedule(world, schedule);
    return { kind: schedule.end_behavior === "cancel" ? "ends" : "stays" };
  }
  const phase = schedule.phases.findLast((each) => each.start_date <= at);
  if (!phase || phase.start_date === schedule.current_phase?.start_date) return { kind: "stays" };
  const current_phase = { end_date: phase.end_date, start_date: phase.start_date };
  const moved = world.subscriptionSchedules.put({ ...schedule, current_phase });
  world.emitUpdate("subscription_schedule.updated", schedule, moved);
  return { kind: "enters", phase };
}

/** Items keep their ids by their place, so that whoever knows them sees them change. */
function inPhase(world: World, subscription: Subscription, phase: Phase, at: number): Subscription {
  const data = phase.items.flatMap((wanted, index): SubscriptionItem[] => {
    const price = world.prices.get(wanted.price);
    if (!price) return [];
    const present = subscription.items.data[index];
    const terms = { price, quantity: wanted.quantity ?? 1, metadata: wanted.metadata ?? {} };
    const made = subscriptionItem({ subscription: subscription.id, ...terms, periodStart: at, periodEnd: at }, at);
    return [present ? { ...made, id: present.id, created: present.created } : made];
  });
  const [was, is] = [subscription.items.data[0], data[0]];
  const isNewInterval = was && is && intervalOf(was.price).interval !== intervalOf(is.price).interval;
  const anchor = isNewInterval ? at : subscription.billing_cycle_anchor;
  const metadata = { ...subscription.metadata, ...phase.metadata };
  return { ...subscription, billing_cycle_anchor: anchor, items: { ...subscription.items, data }, metadata };
}
