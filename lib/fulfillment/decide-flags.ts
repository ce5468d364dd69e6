import { isInForce, type Refund } from "@/lib/commerce/refund";
import type { ProviderName } from "@/lib/kernel/actor";
import { formatMoney } from "@/lib/kernel/money";
import { decideRefund } from "./decide-refund";
import { linesOf, type Truth } from "./truth";

/** What support has to see although it was decided; the key says what it is about, once and for all. */
export type Flag = { key: string; reason: string };

/**
 * A refund that took no license away, and a subscription that goes on being paid for after a lost dispute. Neither can be
 * settled here: the provider has to be told what was meant.
 */
export function decideFlags(provider: ProviderName, truth: Truth): Flag[] {
  const about = (what: string, id: string) => `${what}:${provider.toLowerCase()}:${id}`;
  if (truth.kind === "order") {
    const partial = linesOf(truth).flatMap((line) => partsOf(truth, line));
    return [...new Set(partial)].map((refund) => ({
      key: about("partial_refund", refund.id),
      reason: `${amountOf(refund)} of order ${truth.order.id} was refunded; name its lines on the refund if they are meant`,
    }));
  }
  const { id, status, items } = truth.subscription;
  if (status === "canceled" || status === "incomplete_expired") return [];
  // What was bought in the same checkout once is told by its own order.
  const isMeant = ({ lines }: Refund) =>
    lines.length === 0 || items.some((item) => lines.includes(item.id) || lines.includes(item.providerPriceId));
  const refunded = truth.issues.refunds
    .filter((refund) => isInForce(refund) && isMeant(refund))
    .map((refund) => ({
      // One order can have begun several.
      key: about("subscription_refund", `${refund.id}:${id}`),
      reason: `${amountOf(refund)} of subscription ${id} was refunded; it stays licensed until it is canceled`,
    }));
  const lost = truth.issues.disputes.filter((dispute) => dispute.status === "lost");
  const unpaid = lost.map((dispute) => ({
    key: about("dispute_lost", `${dispute.id}:${id}`),
    reason: `Dispute ${dispute.id} was lost and its licenses were revoked, but subscription ${id} goes on: cancel it`,
  }));
  return [...refunded, ...unpaid];
}

function partsOf(truth: Extract<Truth, { kind: "order" }>, line: { id: string; providerPriceId: string }): Refund[] {
  const refund = decideRefund(truth.order, line, truth.issues.refunds);
  return refund.kind === "partial" ? refund.refunds : [];
}

function amountOf({ amountMinor, currency }: Refund): string {
  return formatMoney({ amountMinor, currency });
}
