import { z } from "zod";
import { orderReference, subscriptionReference } from "../wire";
import { about, unreadable, type Translation } from "./translation";

const item = z.looseObject({
  isSubscription: z.boolean().nullish(),
  isAddon: z.boolean().nullish(),
  subscription: subscriptionReference.nullish(),
});
const order = z.looseObject({ order: orderReference, items: z.array(item) });

/**
 * What `order.completed` and `order.canceled` share. One-time items are the order's own; an order with subscriptions in
 * it leads to those, and to itself if it has both, as the payment that it is.
 */
export function translateOrderEvent(data: unknown): Translation {
  const parsed = order.safeParse(data);
  if (!parsed.success) return unreadable("order", parsed.error.issues[0]);
  const { items, order: id } = parsed.data;
  const isOnce = items.every((item) => !item.subscription && item.isSubscription !== true && item.isAddon !== true);
  return isOnce ? about("order", id) : about("payment", id);
}
