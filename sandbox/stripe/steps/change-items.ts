import { subscriptionItem } from "../objects/subscription";
import { invalidRequest } from "../stripe-error";
import type { Metadata, Price, Subscription, SubscriptionItem } from "../wire";
import type { World } from "../world";
import { currentPeriodEnd } from "./end-period";
import { intervalOf, periodEnd } from "./period";

/** A change of one item: `id` names a present one, none adds one. */
export interface ItemChange {
  id?: string | undefined;
  price?: Price | undefined;
  quantity?: number | undefined;
  metadata?: Metadata | undefined;
  deleted?: boolean | undefined;
}

/** The items after these changes; a new billing interval begins a new period today. */
export function changeItems(
  world: World,
  before: Subscription,
  changes: ItemChange[],
): { items: SubscriptionItem[]; isNewInterval: boolean } {
  const items = applyItems(world, before, changes);
  const isNewInterval = items.some((item) => intervalChanged(before, item));
  return { items: isNewInterval ? restart(world, before, items) : items, isNewInterval };
}

function applyItems(world: World, before: Subscription, changes: ItemChange[]): SubscriptionItem[] {
  let items = before.items.data;
  for (const change of changes) {
    const present = items.find((each) => each.id === change.id);
    if (change.id && !present)
      throw invalidRequest(`No such subscription item: '${change.id}'`, { code: "resource_missing", param: "items" });
    if (!present) items = [...items, addItem(world, before, change)];
    else if (change.deleted) items = items.filter((each) => each !== present);
    else items = items.map((each) => (each === present ? changeItem(present, change) : each));
  }
  if (items.length === 0)
    throw invalidRequest("A subscription must have at least one active plan.", { param: "items" });
  return items;
}

function addItem(world: World, to: Subscription, { price, quantity = 1, metadata }: ItemChange): SubscriptionItem {
  if (!price)
    throw invalidRequest("Missing required param: items[price].", { code: "parameter_missing", param: "items" });
  const now = world.now(to.customer);
  const period = { periodStart: now, periodEnd: currentPeriodEnd(to) };
  return subscriptionItem({ subscription: to.id, price, quantity, metadata, ...period }, now);
}

function changeItem(present: SubscriptionItem, { price, quantity, metadata }: ItemChange): SubscriptionItem {
  const next = { ...present, quantity: quantity ?? present.quantity, metadata: metadata ?? present.metadata };
  if (!price || price.id === present.price.id) return next;
  const period = { periodStart: present.current_period_start, periodEnd: present.current_period_end };
  const made = subscriptionItem({ subscription: present.subscription, price, quantity: 1, ...period }, present.created);
  return { ...next, price: made.price, plan: made.plan };
}

function intervalChanged(before: Subscription, item: SubscriptionItem): boolean {
  const old = before.items.data.find((each) => each.id === item.id);
  if (!old) return false;
  const [was, is] = [intervalOf(old.price), intervalOf(item.price)];
  return was.interval !== is.interval || was.count !== is.count;
}

/** A new interval begins a new period today. */
function restart(world: World, before: Subscription, items: SubscriptionItem[]): SubscriptionItem[] {
  const now = world.now(before.customer);
  return items.map((item) => {
    const end = periodEnd(now, now, intervalOf(item.price));
    return { ...item, current_period_start: now, current_period_end: end };
  });
}
