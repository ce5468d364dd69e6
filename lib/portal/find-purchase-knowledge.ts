import { findOffersById } from "@/lib/catalog/find-offers-by-id";
import { isInForce, type RefundStatus } from "@/lib/commerce/refund";
import { formatSubject, type Subject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import type { PurchaseKnowledge } from "./describe-purchase";
import { selectIssues, selectSoldTerms } from "./portal-store";

type Line = { offerId: string | null };
type Rows = {
  subscriptions: { provider: ProviderName; providerSubscriptionId: string; items: Line[] }[];
  orders: { provider: ProviderName; providerOrderId: string; lines: Line[] }[];
};

/** The catalog, the refunds and disputes, and the sold ends of these purchases, in a query each. */
export async function findPurchaseKnowledge(
  { db, now }: { db: Db; now: Clock },
  { subscriptions, orders }: Rows,
): Promise<PurchaseKnowledge> {
  const lines = [...subscriptions.flatMap((row) => row.items), ...orders.flatMap((row) => row.lines)];
  const subjects = [
    ...subscriptions.map((row) => subjectOf(row.provider, "subscription", row.providerSubscriptionId)),
    ...orders.map((row) => subjectOf(row.provider, "order", row.providerOrderId)),
  ];
  const [offers, issues, terms] = await Promise.all([
    findOffersById(db, [...new Set(lines.flatMap((line) => line.offerId ?? []))]),
    selectIssues(db, subjects),
    selectSoldTerms(db, subjects),
  ]);
  return {
    offers,
    now: now(),
    troubleOf: (subject) => {
      const ours = <Row extends { subject: string }>(row: Row) => row.subject === formatSubject(subject);
      const inForce = issues.refunds.filter(ours).filter(({ status }) => isInForce({ status: toRefundStatus(status) }));
      const refundedMinor = inForce.reduce((sum, refund) => sum + refund.amountMinor, 0);
      return { refundedMinor, disputes: issues.disputes.filter(ours).map(({ status }) => status) };
    },
    soldUntil: (subject) => {
      const ends = terms
        .filter((term) => term.subject === formatSubject(subject))
        .flatMap((term) => term.validUntil ?? []);
      return ends.length === 0 ? null : new Date(Math.max(...ends.map(Number)));
    },
  };
}

function subjectOf(provider: ProviderName, kind: Subject["kind"], id: string): string {
  return formatSubject({ provider, kind, id });
}

function toRefundStatus(status: string): RefundStatus {
  return status === "succeeded" || status === "pending" ? status : "unknown";
}
