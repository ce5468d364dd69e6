import type { FastSpringClient } from "./fastspring-client";
import { findOrder, readOrders, subscriptionsOf } from "./read-orders";
import type { FastSpringAccount, FastSpringOrder, FastSpringSubscription } from "./wire";

/**
 * The order that began the subscription: tags stand on orders, never on subscriptions. Where the subscription does not
 * name it, it is the oldest of the account's orders that has it.
 */
export async function findFirstOrder(
  client: FastSpringClient,
  subscription: Pick<FastSpringSubscription, "subscription" | "initialOrderId">,
  account: FastSpringAccount | null,
  signal?: AbortSignal,
): Promise<FastSpringOrder | null> {
  const { initialOrderId } = subscription;
  if (initialOrderId) return await findOrder(client, initialOrderId, signal);
  const all = await readOrders(client, account?.orders ?? [], signal);
  const own = all.filter((order) => subscriptionsOf(order).includes(subscription.subscription));
  return own.toSorted((a, b) => a.changed - b.changed)[0] ?? null;
}
