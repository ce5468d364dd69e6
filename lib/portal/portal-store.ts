import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ProviderName } from "@/lib/kernel/actor";

const termColumns = {
  providerSubscriptionId: true,
  status: true,
  trialEnd: true,
  currentPeriodEnd: true,
  cancelAtPeriodEnd: true,
  cancelAt: true,
  pastDueSince: true,
} as const satisfies Prisma.SubscriptionSelect;

export function selectSubscriptionTerms(db: Db, customerId: string, providerSubscriptionIds: string[]) {
  return db.subscription.findMany({
    where: { customerId, providerSubscriptionId: { in: providerSubscriptionIds } },
    select: termColumns,
  });
}

/** One page of the customer's subscriptions and orders, newest first; one more than asked for tells of a next page. */
export function selectPurchaseIds(
  db: Db,
  customerId: string,
  page: { offset: number; limit: number },
): Promise<{ kind: "subscription" | "order"; id: string }[]> {
  return db.$queryRaw`
    SELECT kind, id FROM (
      SELECT 'subscription' AS kind, id, "startedAt" AS at FROM "Subscription" WHERE "customerId" = ${customerId}::uuid
      UNION ALL
      SELECT 'order', id, "placedAt" FROM "Order" WHERE "customerId" = ${customerId}::uuid
    ) AS purchase ORDER BY at DESC, id DESC LIMIT ${page.limit} OFFSET ${page.offset}`;
}

export function selectSubscriptionsById(db: Db, ids: string[]) {
  return db.subscription.findMany({ where: { id: { in: ids } }, include: { items: true } });
}

export function selectOrdersById(db: Db, ids: string[]) {
  return db.order.findMany({ where: { id: { in: ids } }, include: { lines: true } });
}

export function selectSubscription(db: Db, id: string) {
  return db.subscription.findUnique({ where: { id }, include: { items: true } });
}

/** Refunds and disputes of these purchases, by their subject. */
export async function selectIssues(db: Db, subjects: string[]) {
  const where = { subject: { in: subjects } };
  const [refunds, disputes] = await Promise.all([
    db.refund.findMany({ where, select: { subject: true, status: true, amountMinor: true } }),
    db.dispute.findMany({ where, select: { subject: true, status: true } }),
  ]);
  return { refunds: refunds.map((each) => ({ ...each, amountMinor: Number(each.amountMinor) })), disputes };
}

/** Which offers the customer ever bought at which provider, and whether a payment for one is due. */
export function selectBoughtOffers(
  db: Db,
  customerId: string,
): Promise<{ provider: ProviderName; offerId: string | null; isDue: boolean }[]> {
  return db.$queryRaw`
    SELECT provider::text, "offerId", bool_or("isDue") AS "isDue" FROM (
      SELECT s.provider, i."offerId", s."endedAt" IS NULL AND s.status IN ('past_due', 'unpaid') AS "isDue"
      FROM "Subscription" s JOIN "SubscriptionItem" i ON i."subscriptionId" = s.id
      WHERE s."customerId" = ${customerId}::uuid
      UNION ALL
      SELECT o.provider, l."offerId", false FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o.id
      WHERE o."customerId" = ${customerId}::uuid
    ) AS bought GROUP BY provider, "offerId"`;
}

/** The end that was sold with these purchases, by subject: that of fixed terms. */
export function selectSoldTerms(db: Db, subjects: string[]) {
  return db.grant.findMany({
    where: { subject: { in: subjects }, validUntil: { not: null } },
    select: { subject: true, validUntil: true },
  });
}
