import { toMinorUnits } from "@/lib/kernel/money";
import type { Refund } from "../refund";
import { totalOf } from "./read-order";
import type { FastSpringOrder, FastSpringReturn } from "./wire";

type Returned = NonNullable<FastSpringReturn["items"]>[number];

/**
 * A return names products. A one-time product is its order's line; one that began or renewed a subscription stands for
 * that subscription, which may have another product by now.
 */
export function toRefund(found: FastSpringReturn, order: FastSpringOrder): Refund {
  const items = found.items ?? [];
  const amountsMinor = amountsOf(order, items);
  return {
    id: found.return,
    paymentId: order.order,
    status: found.completed === false ? "requires_action" : "succeeded",
    amountMinor: toMinorUnits(found.totalReturn, found.currency),
    currency: found.currency.toUpperCase(),
    reason: found.reason ?? null,
    lines: [...new Set(items.map((item) => lineOf(order, item)))],
    ...(amountsMinor && { amountsMinor }),
    refundedAt: new Date(found.changed),
  };
}

function lineOf(order: FastSpringOrder, { product }: Returned): string {
  return itemOf(order, product)?.subscription ?? product;
}

/** What share of its items went back, of what they cost with tax; null where the return does not say it of each. */
function amountsOf(order: FastSpringOrder, items: Returned[]): Record<string, number> | null {
  const amounts: Record<string, number> = {};
  for (const returned of items) {
    const item = itemOf(order, returned.product);
    if (!item || typeof returned.subtotal !== "number") return null;
    const share = item.subtotal === 0 ? 1 : returned.subtotal / item.subtotal;
    const line = lineOf(order, returned);
    // Rounded up, as the line itself is rounded down: all of it is never less than the line.
    amounts[line] = (amounts[line] ?? 0) + Math.ceil(totalOf(order, item) * share - 1e-6);
  }
  return items.length > 0 ? amounts : null;
}

function itemOf({ items }: FastSpringOrder, product: string): FastSpringOrder["items"][number] | undefined {
  return items.find((item) => item.product === product);
}
