import type { Db, Tx } from "@/lib/db/client";
import type { PurchaseClaim as ClaimRow } from "@/lib/db/generated/client";
import type { PurchaseClaim } from "./claim";
import type { MembershipRole } from "./membership";

/** More customers than one address has. */
const longestList = 20;

function toClaim(row: ClaimRow): PurchaseClaim {
  const { id, customerId, email, expiresAt, usedAt, usedByUserId, identityConnectedAt } = row;
  return { id, customerId, email, expiresAt, usedAt, usedByUserId, identityConnectedAt };
}

/** The new claim's id, or null when the customer has one; the transaction stays usable. */
export async function insertClaim(
  tx: Tx,
  row: { id: string; customerId: string; email: string; expiresAt: Date; createdAt: Date },
): Promise<string | null> {
  const [inserted] = await tx.purchaseClaim.createManyAndReturn({ data: [row], skipDuplicates: true });
  return inserted?.id ?? null;
}

/** Customers first heard of from a provider, with this address, whom nobody belongs to and nobody was offered. */
export async function findUnofferedCustomerIds(db: Db | Tx, email: string): Promise<string[]> {
  const rows = await db.customer.findMany({
    where: { email, origin: "ECOMMERCE", memberships: { none: {} }, claim: null },
    select: { id: true },
    take: longestList,
  });
  return rows.map(({ id }) => id);
}

export async function findClaimRow(db: Db | Tx, id: string): Promise<PurchaseClaim | null> {
  const row = await db.purchaseClaim.findUnique({ where: { id } });
  return row && toClaim(row);
}

/** As `findClaimRow`; until the transaction ends nobody else decides about the claim or joins its customer. */
export async function lockClaim(tx: Tx, id: string): Promise<PurchaseClaim | null> {
  await tx.$executeRaw`
    SELECT 1 FROM "PurchaseClaim" claim JOIN "Customer" customer ON customer.id = claim."customerId"
    WHERE claim.id = ${id}::uuid FOR UPDATE`;
  return findClaimRow(tx, id);
}

/** Gives the customer's unused claim another address and a new id, on which its link rests; null when it has none. */
export async function moveClaim(
  tx: Tx,
  customerId: string,
  changes: { id: string; email: string; expiresAt: Date },
): Promise<string | null> {
  const { count } = await tx.purchaseClaim.updateMany({
    where: { customerId, usedAt: null, refusedAt: null },
    data: changes,
  });
  return count === 1 ? changes.id : null;
}

export async function findMembers(
  db: Db | Tx,
  customerId: string,
): Promise<{ userId: string; role: MembershipRole }[]> {
  return db.membership.findMany({ where: { customerId }, select: { userId: true, role: true } });
}

/** True when this call used it; false when somebody had. */
export async function useClaim(tx: Tx, id: string, used: { usedAt: Date; usedByUserId: string }): Promise<boolean> {
  const { count } = await tx.purchaseClaim.updateMany({ where: { id, usedAt: null }, data: used });
  return count === 1;
}

/** True the first time. */
export async function markClaimRefused(
  tx: Tx,
  id: string,
  refused: { refusedAt: Date; refusedUserId: string },
): Promise<boolean> {
  const { count } = await tx.purchaseClaim.updateMany({ where: { id, refusedAt: null }, data: refused });
  return count === 1;
}

/** Makes the user the owner, whatever role they had. */
export async function putOwner(
  tx: Tx,
  owner: { id: string; userId: string; customerId: string; createdAt: Date },
): Promise<void> {
  const { userId, customerId } = owner;
  await tx.membership.createMany({ data: [{ ...owner, role: "OWNER" }], skipDuplicates: true });
  await tx.membership.updateMany({ where: { userId, customerId }, data: { role: "OWNER" } });
}

export async function findUnusedClaims(db: Db | Tx, email: string): Promise<PurchaseClaim[]> {
  const where = { email, usedAt: null, refusedAt: null };
  const rows = await db.purchaseClaim.findMany({ where, orderBy: { id: "asc" } });
  return rows.map(toClaim);
}

export async function findClaimsToConnect(db: Db | Tx, usedByUserId: string): Promise<PurchaseClaim[]> {
  const where = { usedByUserId, identityConnectedAt: null };
  const rows = await db.purchaseClaim.findMany({ where, orderBy: { id: "asc" } });
  return rows.map(toClaim);
}

export async function markIdentityConnected(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.purchaseClaim.updateMany({
    where: { id, identityConnectedAt: null },
    data: { identityConnectedAt: at },
  });
  return count === 1;
}
