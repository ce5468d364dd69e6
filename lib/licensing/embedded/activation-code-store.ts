import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export async function insertCodes(tx: Tx, rows: Prisma.ActivationCodeCreateManyInput[]): Promise<void> {
  await tx.activationCode.createMany({ data: rows });
}

export function findCodes(
  db: Db | Tx,
  where: { productConfigId?: string; batchId?: string },
  terms: Pick<Prisma.ActivationCodeFindManyArgs, "skip" | "take" | "orderBy">,
) {
  return db.activationCode.findMany({ where, ...terms });
}

/** The code's row, held until the transaction ends: of those who redeem it at once, one comes first. */
export async function lockCode(tx: Tx, codeHash: Uint8Array<ArrayBuffer>) {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "ActivationCode" WHERE "codeHash" = ${codeHash} FOR NO KEY UPDATE`;
  return found ? tx.activationCode.findUnique({ where: { id: found.id } }) : null;
}

export async function markRedeemed(
  tx: Tx,
  id: string,
  redemption: { redeemedAt: Date; licenseeId: string; licenseId: string },
): Promise<void> {
  await tx.activationCode.update({ where: { id }, data: redemption, select: { id: true } });
}

export async function deleteCodeRow(db: Db | Tx, id: string): Promise<boolean> {
  const { count } = await db.activationCode.deleteMany({ where: { id } });
  return count > 0;
}
