import type { Subject } from "../subject";
import { readPaymentId } from "./chargeback";
import type { FastSpringClient } from "./fastspring-client";
import { findOrder, isOneTime, subscriptionsOf } from "./read-orders";
import type { FastSpringOrder } from "./wire";

/** What an order paid for: its one-time items, and the subscriptions that it began or renewed. */
export async function findPaidPurchases(
  client: FastSpringClient,
  paymentId: string,
  signal: AbortSignal,
): Promise<Subject[]> {
  const order = await findOrder(client, readPaymentId(paymentId).orderId, signal);
  return order ? purchasesOf(order) : [];
}

export function purchasesOf(order: FastSpringOrder): Subject[] {
  const once: Subject[] = order.items.some(isOneTime)
    ? [{ provider: "FASTSPRING", kind: "order", id: order.order }]
    : [];
  return [...once, ...subscriptionsOf(order).map(subscription)];
}

export function subscription(id: string): Subject {
  return { provider: "FASTSPRING", kind: "subscription", id };
}
