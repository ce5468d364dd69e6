import { z } from "zod";
import { orderReference, subscriptionReference } from "../wire";
import { about, unreadable, type Translation } from "./translation";

const order = z.looseObject({
  order: orderReference.optional(),
  id: z.string().min(1).optional().catch(undefined),
  items: z.unknown().optional(),
});
const items = z.array(
  z.looseObject({
    isSubscription: z.boolean().nullish(),
    isAddon: z.boolean().nullish(),
    subscription: subscriptionReference.nullish(),
  }),
);

/**
 * What `order.completed` and `order.canceled` share. One-time items are the order's own; an order with subscriptions in
 * it leads to those, and to itself if it has both, as the payment that it is. So does one that does not tell its items.
 */
export function translateOrderEvent(data: unknown): Translation {
  const parsed = order.safeParse(data);
  if (!parsed.success) return unreadable("order", parsed.error.issues[0]);
  const id = parsed.data.order ?? parsed.data.id;
  if (!id) return unreadable("order", undefined);
  const sold = items.safeParse(parsed.data.items).data;
  const isOnce = sold?.every((item) => !item.subscription && item.isSubscription !== true && item.isAddon !== true);
  return isOnce ? about("order", id) : about("payment", id);
}
