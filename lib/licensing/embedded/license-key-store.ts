import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export async function insertLicenseKey(tx: Tx, row: Prisma.LicenseKeyUncheckedCreateInput): Promise<void> {
  await tx.licenseKey.create({ data: row, select: { id: true } });
}

export function findEncryptedKey(db: Db | Tx, licenseId: string) {
  return db.licenseKey.findUnique({ where: { licenseId }, select: { keyEncrypted: true } });
}

/** Gives one license's key to another; what is encrypted is bound to the license and comes anew. */
export async function moveLicenseKey(
  tx: Tx,
  move: { from: string; to: string; keyEncrypted: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const { from, to, keyEncrypted } = move;
  await tx.licenseKey.update({
    where: { licenseId: from },
    data: { licenseId: to, keyEncrypted },
    select: { id: true },
  });
}
