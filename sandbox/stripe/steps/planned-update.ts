import type { Price, Subscription, SubscriptionSchedule } from "../wire";
import type { World } from "../world";

/** What a subscription is going to be from some day on. Unix seconds. */
export interface PlannedUpdate {
  at: number;
  price: Price;
  quantity: number;
}

/** The next phase of the subscription's schedule, if there is one. */
export function plannedUpdate(world: World, subscription: Subscription): PlannedUpdate | null {
  const schedule = world.subscriptionSchedules.get(subscription.schedule ?? "");
  const [phase, item] = schedule?.status === "active" ? nextPhase(schedule) : [];
  const price = world.prices.get(item?.price ?? "");
  return phase && price ? { at: phase.start_date, price, quantity: item?.quantity ?? 1 } : null;
}

function nextPhase({ phases, current_phase: current }: SubscriptionSchedule) {
  const phase = phases.find((each) => current !== null && each.start_date >= current.end_date);
  return [phase, phase?.items[0]] as const;
}
