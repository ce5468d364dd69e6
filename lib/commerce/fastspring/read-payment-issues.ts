import { toMinorUnits } from "@/lib/kernel/money";
import type { Dispute } from "../dispute";
import type { PaymentIssues } from "../payment-issues";
import type { Refund } from "../refund";
import { readPaymentId } from "./chargeback";
import type { FastSpringClient } from "./fastspring-client";
import { readOrders } from "./read-orders";
import { readReturns } from "./read-returns";
import { toRefund } from "./to-refund";
import type { FastSpringOrder } from "./wire";

/** The returns of these orders, and the chargebacks that the ids themselves stand for. */
export async function readPaymentIssues(
  client: FastSpringClient,
  paymentIds: string[],
  signal: AbortSignal,
): Promise<PaymentIssues> {
  const payments = paymentIds.map((id) => ({ id, ...readPaymentId(id) }));
  const orders = await readOrders(client, [...new Set(payments.map(({ orderId }) => orderId))], signal);
  const refunds = await readRefunds(client, orders, signal);
  const disputes = payments.flatMap(({ id, orderId, isChargeback }) => {
    const order = isChargeback ? orders.find((each) => each.order === orderId) : undefined;
    return order ? [toDispute(id, order)] : [];
  });
  return { refunds, disputes };
}

async function readRefunds(
  client: FastSpringClient,
  orders: FastSpringOrder[],
  signal: AbortSignal,
): Promise<Refund[]> {
  const returnsOf = ({ returns }: FastSpringOrder) => returns ?? [];
  const found = await readReturns(client, orders.flatMap(returnsOf), signal);
  return orders.flatMap((order) =>
    found.filter((each) => returnsOf(order).includes(each.return)).map((each) => toRefund(each, order)),
  );
}

/** Open for good: FastSpring never tells how it ended. Support settles it. */
function toDispute(id: string, { order, total, currency, changed }: FastSpringOrder): Dispute {
  return {
    id,
    paymentId: id,
    status: "open",
    amountMinor: toMinorUnits(total, currency),
    currency: currency.toUpperCase(),
    reason: `A chargeback of order ${order}`,
    openedAt: new Date(changed),
  };
}
