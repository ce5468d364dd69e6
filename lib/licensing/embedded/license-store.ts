import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { License, LicenseState } from "../license";

const shape = {
  container: { select: { licenseeId: true } },
  licenseKey: { select: { keyHint: true } },
} satisfies Prisma.LicenseInclude;

type LicenseRow = Prisma.LicenseGetPayload<{ include: typeof shape }>;

const states = { VALID: "valid", SUSPENDED: "suspended", REVOKED: "revoked" } as const satisfies Record<
  string,
  LicenseState
>;

function toLicense(row: LicenseRow): License {
  const { contractReference, orderReference, subscriptionReference, productReference } = row;
  return {
    id: row.id,
    licenseeId: row.container.licenseeId,
    productName: row.productName,
    displayName: row.displayName,
    qty: row.qty,
    features: row.features,
    state: states[row.state],
    stateReason: row.stateReason,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    keyHint: row.licenseKey?.keyHint ?? null,
    references: { contractReference, orderReference, subscriptionReference, productReference },
    created: row.created,
  };
}

/** Newest first; licenses of the same millisecond by id, which sorts by time too. */
export async function findLicenses(db: Db | Tx, where: Prisma.LicenseWhereInput): Promise<License[]> {
  const rows = await db.license.findMany({ where, include: shape, orderBy: [{ created: "desc" }, { id: "desc" }] });
  return rows.map(toLicense);
}

export async function insertLicense(tx: Tx, row: Prisma.LicenseUncheckedCreateInput): Promise<void> {
  await tx.license.create({ data: row, select: { id: true } });
}

/** Changes the license only where it is still in one of the states. */
export async function updateLicenseIn(
  db: Db | Tx,
  id: string,
  whileIn: ("VALID" | "SUSPENDED" | "REVOKED")[],
  changes: Pick<Prisma.LicenseUpdateManyMutationInput, "qty" | "validUntil" | "state" | "stateReason">,
): Promise<void> {
  await db.license.updateMany({ where: { id, state: { in: whileIn } }, data: changes });
}

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
