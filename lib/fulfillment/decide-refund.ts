import type { OrderLine, Order } from "@/lib/commerce/order";
import { isInForce, type Refund } from "@/lib/commerce/refund";

/** How much of an order's line was paid back; `refunds`: those that make up a part, for support. */
export type LineRefund = { kind: "none" } | { kind: "full" } | { kind: "partial"; refunds: Refund[] };

/**
 * By what a refund says of each line, else by the lines that it names, else by its amount alone: as much as was paid means
 * every line. A smaller one that names no line is a part of each, since nobody can tell which was meant.
 */
export function decideRefund(
  order: Pick<Order, "lines" | "paidMinor">,
  line: Pick<OrderLine, "id" | "providerPriceId">,
  refunds: readonly Refund[],
): LineRefund {
  const inForce = refunds.filter(isInForce);
  if (inForce.length === 0) return { kind: "none" };
  if (order.paidMinor > 0 && sum(inForce) >= order.paidMinor) return { kind: "full" };
  const named = inForce.filter((refund) => isNamed(line, refund));
  if (isPaidBack(order, line, named)) return { kind: "full" };
  const parts = inForce.filter((refund) => named.includes(refund) || isOfNobodyKnowsWhat(order, refund));
  return parts.length > 0 ? { kind: "partial", refunds: parts } : { kind: "none" };
}

type Named = Pick<OrderLine, "id" | "providerPriceId">;

function isPaidBack(order: Pick<Order, "lines">, line: Named, named: readonly Refund[]): boolean {
  const price = order.lines.find((other) => other.id === line.id)?.totalMinor ?? 0;
  const coversAll = (refund: Refund) => {
    const lines = order.lines.filter((other) => isNamed(other, refund));
    return refund.amountMinor >= lines.reduce((total, other) => total + other.totalMinor, 0);
  };
  const own = named.flatMap((refund) => ownAmount(order, line, refund) ?? []);
  const paidBack = own.reduce((total, amount) => total + amount, 0);
  return named.some((refund) => !refund.amountsMinor && coversAll(refund)) || (own.length > 0 && paidBack >= price);
}

/** What of a refund that names the line is certainly meant for it; null: it may be for others as well. */
function ownAmount(order: Pick<Order, "lines">, line: Named, refund: Refund): number | null {
  const { amountsMinor } = refund;
  if (amountsMinor) return amountsMinor[line.id] ?? amountsMinor[line.providerPriceId] ?? 0;
  return order.lines.filter((other) => isNamed(other, refund)).length === 1 ? refund.amountMinor : null;
}

function isNamed(line: Named, { lines }: Refund): boolean {
  return lines.includes(line.id) || lines.includes(line.providerPriceId);
}

/** One that says what it is for, and not for any line of the order, is for what else was paid for together with it. */
function isOfNobodyKnowsWhat(order: Pick<Order, "lines">, refund: Refund): boolean {
  return !refund.amountsMinor && !order.lines.some((line) => isNamed(line, refund));
}

function sum(refunds: readonly Refund[]): number {
  return refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
