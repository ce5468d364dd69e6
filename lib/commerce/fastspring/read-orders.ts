import type { FastSpringClient } from "./fastspring-client";
import { pathOf } from "./fastspring-client";
import { otherMode } from "./store-mode";
import { listOf, order, type FastSpringOrder } from "./wire";

/** So many ids are well within an address's length. */
const atOnce = 50;

const orders = listOf("orders", order);

/** The orders of these ids as FastSpring has them now; what does not exist is left out. */
export async function readOrders(
  client: FastSpringClient,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<FastSpringOrder[]> {
  const found: FastSpringOrder[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    const path = `/orders/${pathOf(ids.slice(start, start + atOnce))}`;
    found.push(...((await client.find("reading orders", { path, signal }, orders)) ?? []));
  }
  return found.filter(({ live }) => otherMode(live, client.live) === null);
}

export async function findOrder(
  client: FastSpringClient,
  id: string,
  signal?: AbortSignal,
): Promise<FastSpringOrder | null> {
  const path = `/orders/${encodeURIComponent(id)}`;
  const found = await client.find(`reading order ${id}`, { path, signal }, orders);
  return found?.find(({ live }) => otherMode(live, client.live) === null) ?? null;
}

type Item = FastSpringOrder["items"][number];

/** One-time items are the order's own; subscriptions and their add-ons belong to the subscriptions ("Retrieve an order"). */
export function isOneTime(item: Item): boolean {
  return !item.subscription && item.isSubscription !== true && item.isAddon !== true;
}

export function subscriptionsOf({ items }: FastSpringOrder): string[] {
  return [...new Set(items.flatMap((item) => item.subscription ?? []))];
}
