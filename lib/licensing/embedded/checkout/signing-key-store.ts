import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export function findActiveKey(db: Db | Tx) {
  return db.signingKey.findUnique({ where: { activeSlot: "ACTIVE" } });
}

export function findSigningKey(db: Db | Tx, id: string) {
  return db.signingKey.findUnique({ where: { id } });
}

/** Oldest first: those to come, the active one, and those whose tokens may still be alive. */
export function findPublishedKeys(db: Db, now: Date) {
  return db.signingKey.findMany({
    where: { OR: [{ state: { not: "RETIRED" } }, { tokensUntil: { gt: now } }] },
    orderBy: [{ created: "asc" }, { id: "asc" }],
  });
}

export function insertSigningKey(db: Db | Tx, row: Prisma.SigningKeyUncheckedCreateInput) {
  return db.signingKey.create({ data: row });
}

/** The key that was active is retired, published as long as tokens of its last moment live. */
export async function retireActiveKey(tx: Tx, now: Date, tokensUntil: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SigningKey" SET state = 'RETIRED', "activeSlot" = NULL, "retiredAt" = ${now}, modified = ${now},
      "tokensUntil" = greatest("tokensUntil", ${tokensUntil}) WHERE "activeSlot" = 'ACTIVE'`;
}

export function activateKey(tx: Tx, id: string, now: Date) {
  const data = { state: "ACTIVE", activeSlot: "ACTIVE", activatedAt: now, retiredAt: null } as const;
  return tx.signingKey.update({ where: { id }, data });
}

/** False: the key is gone. */
export async function keepPublished(db: Db, id: string, end: Date): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE "SigningKey" SET "tokensUntil" = greatest("tokensUntil", ${end}) WHERE id = ${id}::uuid`;
  return count === 1;
}

/** False: there is none, or it is active. */
export async function deleteInactiveKey(db: Db, id: string): Promise<boolean> {
  const { count } = await db.signingKey.deleteMany({ where: { id, activeSlot: null } });
  return count === 1;
}
