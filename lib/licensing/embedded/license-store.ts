import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { LicenseRecord } from "../entities";
import type { License, LicenseState } from "../license";
import { builtInModel } from "./built-in-model";
import { parseProductConfigInfo } from "./product-config-info";

const shape = {
  container: { select: { licenseeId: true } },
  licenseKey: { select: { id: true, keyHint: true, allowedActivations: true, created: true, modified: true } },
  usage: { select: { usedQty: true } },
} satisfies Prisma.LicenseInclude;

type LicenseRow = Prisma.LicenseGetPayload<{ include: typeof shape }>;

const states = { VALID: "valid", SUSPENDED: "suspended", REVOKED: "revoked" } as const satisfies Record<
  string,
  LicenseState
>;

function toRecord(row: LicenseRow): LicenseRecord {
  const { container, usage, contractReference, orderReference, subscriptionReference, productReference } = row;
  const { licenseModelId, licenseModelName, productConfigInfo, state, ...rest } = row;
  return {
    ...rest,
    licenseeId: container.licenseeId,
    usedQty: Number(usage?.usedQty ?? 0),
    state: states[state],
    references: { contractReference, orderReference, subscriptionReference, productReference },
    licenseModel: { id: licenseModelId, name: licenseModelName ?? builtInModel.name },
    productConfigInfo: parseProductConfigInfo(productConfigInfo),
  };
}

/** The license in the port's words. */
function toLicense(record: LicenseRecord): License {
  const { id, licenseeId, productName, displayName, qty, features, state, stateReason, references } = record;
  const { validFrom, validUntil, created } = record;
  const keyHint = record.licenseKey?.keyHint ?? null;
  const terms = { productName, displayName, qty, features, validFrom, validUntil };
  return { id, licenseeId, ...terms, state, stateReason, keyHint, references, created };
}

export async function findLicenseRecord(db: Db | Tx, where: Prisma.LicenseWhereInput): Promise<LicenseRecord | null> {
  const row = await db.license.findFirst({ where, include: shape });
  return row && toRecord(row);
}

export async function findLicenseRecords(
  db: Db | Tx,
  where: Prisma.LicenseWhereInput,
  terms: Pick<Prisma.LicenseFindManyArgs, "skip" | "take" | "orderBy">,
): Promise<LicenseRecord[]> {
  return (await db.license.findMany({ where, include: shape, ...terms })).map(toRecord);
}

/** Newest first; licenses of the same millisecond by id, which sorts by time too. */
export async function findLicenses(
  db: Db | Tx,
  where: Prisma.LicenseWhereInput,
  page?: { offset: number; limit: number },
): Promise<License[]> {
  const orderBy = [{ created: "desc" as const }, { id: "desc" as const }];
  const terms = page ? { orderBy, skip: page.offset, take: page.limit } : { orderBy };
  return (await findLicenseRecords(db, where, terms)).map(toLicense);
}

export async function insertLicense(tx: Tx, row: Prisma.LicenseUncheckedCreateInput): Promise<void> {
  await tx.license.create({ data: row, select: { id: true } });
}

/** Changes the license only where it is still in one of the states. */
export async function updateLicenseIn(
  db: Db | Tx,
  id: string,
  whileIn: ("VALID" | "SUSPENDED" | "REVOKED")[],
  changes: Pick<
    Prisma.LicenseUncheckedUpdateManyInput,
    "qty" | "validFrom" | "validUntil" | "state" | "stateReason" | "licenseContainerId"
  >,
): Promise<void> {
  await db.license.updateMany({ where: { id, state: { in: whileIn } }, data: changes });
}

const references = {
  contractReference: Prisma.sql`"contractReference"`,
  orderReference: Prisma.sql`"orderReference"`,
  subscriptionReference: Prisma.sql`"subscriptionReference"`,
};

export type ReferenceName = keyof typeof references;

/**
 * Ends the licensee's licenses that carry the reference and would last longer; none ends before its beginning.
 * Answers how many.
 */
export function endByReference(
  tx: Tx,
  end: { licenseeId: string; name: ReferenceName; reference: string; at: Date; now: Date },
): Promise<number> {
  const { licenseeId, name, reference, at, now } = end;
  const container = Prisma.sql`SELECT "id" FROM "LicenseContainer" WHERE "licenseeId" = ${licenseeId}::uuid`;
  return tx.$executeRaw`
    UPDATE "License" SET "validUntil" = GREATEST(${at}::timestamptz, "validFrom"), "modified" = ${now}::timestamptz
    WHERE ${references[name]} = ${reference} AND "licenseContainerId" IN (${container})
      AND "state" <> 'REVOKED' AND ("validUntil" IS NULL OR "validUntil" > ${at}::timestamptz)`;
}

/** License key and leases go with it. */
export async function deleteLicenseRow(db: Db | Tx, where: Prisma.LicenseWhereInput): Promise<boolean> {
  const { count } = await db.license.deleteMany({ where });
  return count > 0;
}
