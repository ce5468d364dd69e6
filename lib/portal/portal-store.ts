import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

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
