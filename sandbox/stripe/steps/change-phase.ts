import type { Subscription, SubscriptionSchedule } from "../wire";
import type { World } from "../world";
import { cancelSubscription } from "./cancel-subscription";
import type { ItemChange } from "./change-items";
import { changeSubscription } from "./change-subscription";
import { moveSchedule } from "./enter-phase";

type Phase = SubscriptionSchedule["phases"][number];

/** A phase that ends within a period: the next one begins, and is billed, as any change is; or the plan is over. */
export function changePhase(world: World, subscription: Subscription, at: number): void {
  const next = moveSchedule(world, subscription, at);
  if (next.kind === "ends") cancelSubscription(world, subscription, { reason: "cancellation_requested" });
  if (next.kind !== "enters") return;
  const { phase } = next;
  const change = { items: changesTo(world, subscription, phase), fields: {} };
  changeSubscription(world, subscription, { ...change, prorationBehavior: phase.proration_behavior });
}

/** By their place, as when a phase begins with a period. */
function changesTo(world: World, { items: { data } }: Subscription, { items }: Phase): ItemChange[] {
  const wanted = items.map(({ price, quantity, metadata }, index) => ({
    id: data[index]?.id,
    price: world.prices.get(price),
    quantity: quantity ?? 1,
    metadata: metadata ?? undefined,
  }));
  return [...wanted, ...data.slice(items.length).map(({ id }) => ({ id, deleted: true }))];
}
