import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { PurchaseIntent } from "./purchase-intent";

const columns = {
  id: true,
  customerId: true,
  offerId: true,
  provider: true,
  quantity: true,
  status: true,
  checkoutSessionId: true,
  expiresAt: true,
  subject: true,
  createdAt: true,
} as const satisfies Prisma.PurchaseIntentSelect;

/** Enough to see a purchase that was just made; older ones are mirrored or over. */
const recentCompleted = 5;

export function selectIntent(db: Db | Tx, id: string): Promise<PurchaseIntent | null> {
  return db.purchaseIntent.findUnique({ where: { id }, select: columns });
}

export function selectIntentBySession(db: Db | Tx, checkoutSessionId: string): Promise<PurchaseIntent | null> {
  return db.purchaseIntent.findUnique({ where: { checkoutSessionId }, select: columns });
}

export function selectIntentInSlot(db: Db | Tx, openSlot: string): Promise<PurchaseIntent | null> {
  return db.purchaseIntent.findUnique({ where: { openSlot }, select: columns });
}

export function selectNewestOpenIntent(db: Db | Tx, customerId: string): Promise<PurchaseIntent | null> {
  return db.purchaseIntent.findFirst({
    where: { customerId, status: "OPEN", checkoutSessionId: { not: null } },
    orderBy: { createdAt: "desc" },
    select: columns,
  });
}

/** The checkouts that this user went to at these providers, newest first, whatever became of them. */
export async function selectRecentOfUser(
  db: Db | Tx,
  createdByUserId: string,
  { providers, since, limit }: { providers: ProviderName[]; since: Date; limit: number },
): Promise<(PurchaseIntent & { completedAt: Date | null })[]> {
  const rows = await db.purchaseIntent.findMany({
    where: {
      createdByUserId,
      provider: { in: providers },
      createdAt: { gte: since },
      checkoutSessionId: { not: null },
    },
    orderBy: { createdAt: "desc" },
    take: limit,
    select: { ...columns, updatedAt: true },
  });
  // Nothing changes an intent after its payment.
  return rows.map(({ updatedAt, ...row }) => ({ ...row, completedAt: row.status === "COMPLETED" ? updatedAt : null }));
}

/** Completed checkouts of any offer of the product, newest first. */
export function selectCompletedIntents(db: Db | Tx, customerId: string, productId: string): Promise<PurchaseIntent[]> {
  return db.purchaseIntent.findMany({
    where: { customerId, offer: { productId }, status: "COMPLETED", subject: { not: null } },
    orderBy: { createdAt: "desc" },
    take: recentCompleted,
    select: columns,
  });
}

/** Null when another call opened the slot first. */
export async function insertIntent(
  tx: Tx,
  row: {
    id: string;
    customerId: string;
    offerId: string;
    provider: ProviderName;
    quantity: number;
    openSlot: string;
    createdByUserId: string;
    createdAt: Date;
  },
): Promise<PurchaseIntent | null> {
  const inserted = await tx.purchaseIntent.createManyAndReturn({
    data: [row],
    skipDuplicates: true,
    select: columns,
  });
  return inserted[0] ?? null;
}

/** Whether the intent was still open; two calls that store the same session both succeed. */
export async function storeSession(
  db: Db | Tx,
  id: string,
  session: { sessionId: string; url: string | null; expiresAt: Date },
): Promise<boolean> {
  const { count } = await db.purchaseIntent.updateMany({
    where: { id, status: "OPEN", OR: [{ checkoutSessionId: null }, { checkoutSessionId: session.sessionId }] },
    data: { checkoutSessionId: session.sessionId, checkoutUrl: session.url, expiresAt: session.expiresAt },
  });
  return count === 1;
}

/** Whether this call closed it. */
export async function closeOpenIntent(tx: Tx, id: string, closedAt: Date): Promise<boolean> {
  const { count } = await tx.purchaseIntent.updateMany({
    where: { id, status: "OPEN" },
    data: { status: "CLOSED", openSlot: null, checkoutUrl: null, closedAt },
  });
  return count === 1;
}

/** Whether this call completed it. A closed one can still turn out to be paid. */
export async function completeIntent(tx: Tx, id: string, subject: string | null): Promise<boolean> {
  const { count } = await tx.purchaseIntent.updateMany({
    where: { id, status: { not: "COMPLETED" } },
    data: { status: "COMPLETED", openSlot: null, checkoutUrl: null, subject },
  });
  return count === 1;
}
