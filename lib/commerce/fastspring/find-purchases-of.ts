import type { Subject } from "../subject";
import type { FastSpringClient } from "./fastspring-client";
import { subscription } from "./find-paid-purchases";
import { readAccount } from "./read-account";
import { isOneTime, readOrders } from "./read-orders";

/** The account's subscriptions, ended ones included, and its one-time orders. */
export async function findPurchasesOf(client: FastSpringClient, id: string, signal: AbortSignal): Promise<Subject[]> {
  const account = await readAccount(client, id, signal);
  const orders = await readOrders(client, account?.orders ?? [], signal);
  const once = orders.filter(({ completed, items }) => completed && items.some(isOneTime));
  return [
    ...(account?.subscriptions ?? []).map(subscription),
    ...once.map(({ order }): Subject => ({ provider: "FASTSPRING", kind: "order", id: order })),
  ];
}
