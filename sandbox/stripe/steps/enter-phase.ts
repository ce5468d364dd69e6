import { subscriptionItem } from "../objects/subscription";
import type { Subscription, SubscriptionItem, SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { closeSchedule, releaseSchedule } from "./end-schedule";
import { intervalOf } from "./period";

type Phase = SubscriptionSchedule["phases"][number];

export type PhaseResult = { kind: "goes_on"; subscription: Subscription } | { kind: "ends" };

/** What a schedule has planned for the moment a period ends: another phase, its own end, or nothing. */
export function enterPhase(world: World, subscription: Subscription, at: number): PhaseResult {
  const schedule = world.subscriptionSchedules.get(subscription.schedule ?? "");
  if (schedule?.status !== "active") return { kind: "goes_on", subscription };
  if (schedule.phases.every((each) => each.end_date <= at)) return finish(world, schedule, subscription);
  const phase = schedule.phases.findLast((each) => each.start_date <= at);
  if (!phase || phase.start_date === schedule.current_phase?.start_date) return { kind: "goes_on", subscription };
  const current_phase = { end_date: phase.end_date, start_date: phase.start_date };
  const moved = world.subscriptionSchedules.put({ ...schedule, current_phase });
  world.emitUpdate("subscription_schedule.updated", schedule, moved);
  return { kind: "goes_on", subscription: world.subscriptions.put(inPhase(world, subscription, phase, at)) };
}

function finish(world: World, schedule: SubscriptionSchedule, subscription: Subscription): PhaseResult {
  if (schedule.end_behavior === "cancel") {
    closeSchedule(world, schedule, "completed");
    return { kind: "ends" };
  }
  releaseSchedule(world, schedule);
  return { kind: "goes_on", subscription: world.subscriptions.get(subscription.id) ?? subscription };
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
