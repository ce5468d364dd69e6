import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export async function findKeyConsumerId(db: Db | Tx, keyHash: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const found = await db.licenseKey.findUnique({ where: { keyHash }, select: { licenseConsumerId: true } });
  return found?.licenseConsumerId ?? null;
}

export async function findConsumerId(
  db: Db | Tx,
  where: Prisma.LicenseConsumerWhereUniqueInput,
): Promise<string | null> {
  return (await db.licenseConsumer.findUnique({ where, select: { id: true } }))?.id ?? null;
}

/** The key's consumer stays and is named by the new key's last characters. What the key was; null: none. */
export async function replaceLicenseKey(
  tx: Tx,
  licenseId: string,
  row: { keyEncrypted: Uint8Array<ArrayBuffer>; keyHash: Uint8Array<ArrayBuffer>; keyHint: string; rotatedAt: Date },
): Promise<{ keyHint: string } | null> {
  const before = await tx.licenseKey.findUnique({ where: { licenseId }, select: { keyHint: true } });
  if (!before) return null;
  const name = `License key …${row.keyHint}`;
  await tx.licenseKey.update({ where: { licenseId }, data: { ...row, consumer: { update: { name } } } });
  return before;
}

const filed = {
  productName: true,
  features: true,
  qty: true,
  qtyDimension: true,
  state: true,
  stateReason: true,
  validFrom: true,
  validUntil: true,
  allowedVersionLowerBound: true,
  allowedVersionUpperBound: true,
  container: { select: { licensee: { select: { id: true, name: true } } } },
} as const satisfies Prisma.LicenseSelect;

const states = { VALID: "valid", SUSPENDED: "suspended", REVOKED: "revoked" } as const;

/** What a license file says of a license. */
export async function findFiledLicense(db: Db, id: string) {
  const row = await db.license.findUnique({ where: { id }, select: filed });
  if (!row) return null;
  const { container, state, allowedVersionLowerBound, allowedVersionUpperBound, ...license } = row;
  return {
    ...license,
    state: states[state],
    versionLowerBound: allowedVersionLowerBound,
    versionUpperBound: allowedVersionUpperBound,
    licensee: container.licensee,
  };
}
