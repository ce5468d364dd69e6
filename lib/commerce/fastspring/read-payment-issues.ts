import { toMinorUnits } from "@/lib/kernel/money";
import type { Dispute } from "../dispute";
import type { PaymentIssues } from "../payment-issues";
import type { Refund } from "../refund";
import { readPaymentId } from "./chargeback";
import { pathOf, type FastSpringClient } from "./fastspring-client";
import { readOrders } from "./read-orders";
import { listOf, returned, type FastSpringOrder, type FastSpringReturn } from "./wire";

const returns = listOf("returns", returned);

/** The returns of these orders, and the chargebacks that the ids themselves stand for. */
export async function readPaymentIssues(
  client: FastSpringClient,
  paymentIds: string[],
  signal: AbortSignal,
): Promise<PaymentIssues> {
  const payments = paymentIds.map((id) => ({ id, ...readPaymentId(id) }));
  const orders = await readOrders(client, [...new Set(payments.map(({ orderId }) => orderId))], signal);
  const refunds: Refund[] = [];
  for (const order of orders) refunds.push(...(await readRefunds(client, order, signal)));
  const disputes = payments.flatMap(({ id, orderId, isChargeback }) => {
    const order = isChargeback ? orders.find((each) => each.order === orderId) : undefined;
    return order ? [toDispute(id, order)] : [];
  });
  return { refunds, disputes };
}

async function readRefunds(client: FastSpringClient, order: FastSpringOrder, signal: AbortSignal): Promise<Refund[]> {
  const ids = order.returns ?? [];
  if (ids.length === 0) return [];
  const path = `/returns/${pathOf(ids)}`;
  const found = (await client.find(`reading the returns of ${order.order}`, { path, signal }, returns)) ?? [];
  return found.map((each) => toRefund(each, order.order));
}

function toRefund(found: FastSpringReturn, paymentId: string): Refund {
  return {
    id: found.return,
    paymentId,
    status: found.completed === false ? "requires_action" : "succeeded",
    amountMinor: toMinorUnits(found.totalReturn, found.currency),
    currency: found.currency.toUpperCase(),
    reason: found.reason ?? null,
    lines: [...new Set((found.items ?? []).map(({ product }) => product))],
    refundedAt: new Date(found.changed),
  };
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
