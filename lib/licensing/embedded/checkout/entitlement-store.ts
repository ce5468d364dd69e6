import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { QtyDimension } from "../../client-binding";
import type { Entitlement } from "./entitlement";

/** A license without who uses it. */
export type LicenseTerms = Omit<Entitlement, "leases" | "usedQty">;

/** Whose licenses: a license key's, or all of the containers that a consumer has access to. */
export type Holder = { licenseConsumerId: string; keyHash: Uint8Array<ArrayBuffer> | null };

type Row = Omit<LicenseTerms, "state" | "isMetered"> & {
  state: "VALID" | "SUSPENDED" | "REVOKED";
  qtyEnforcementType: "ENFORCED" | "METERED";
  qtyDimension: QtyDimension;
};

const columns = Prisma.sql`
  l.id AS "licenseId", l."productName", l.features, l.qty, l."qtyDimension"::text AS "qtyDimension",
  l."qtyEnforcementType"::text AS "qtyEnforcementType", l."concurrentUserDevicesPerSeat" AS "devicesPerSeat",
  l."concurrentUserAppInstancesPerSeat" AS "appInstancesPerSeat", l."maxAssignmentsPerUser",
  l."allowedVersionLowerBound" AS "versionLowerBound", l."allowedVersionUpperBound" AS "versionUpperBound",
  l.state::text AS state, l."stateReason", l."validFrom", l."validUntil", l.created`;

const states = { VALID: "valid", SUSPENDED: "suspended", REVOKED: "revoked" } as const;

function toTerms({ state, qtyEnforcementType, ...row }: Row): LicenseTerms {
  return {
    ...row,
    // Licenses without a limit have -1.
    qty: row.qty < 0 ? Infinity : row.qty,
    state: states[state],
    isMetered: qtyEnforcementType === "METERED",
  };
}

/**
 * The holder's licenses for these products, each locked until the transaction ends, in the order of their ids. By
 * license key, its one license as it is; else those that can be used at about this moment.
 */
export async function lockLicenses(tx: Tx, holder: Holder, productNames: string[], now: Date): Promise<LicenseTerms[]> {
  const rows = holder.keyHash
    ? await tx.$queryRaw<Row[]>`
        SELECT ${columns}, k."allowedActivations" FROM "License" l JOIN "LicenseKey" k ON k."licenseId" = l.id
        WHERE k."keyHash" = ${holder.keyHash} AND l."productName" = ANY(${productNames})
        ORDER BY l.id FOR NO KEY UPDATE OF l FOR KEY SHARE OF k`
    : await tx.$queryRaw<Row[]>`
        SELECT ${columns}, NULL::int AS "allowedActivations" FROM ${licensesOf(holder)}
        WHERE l."productName" = ANY(${productNames}) AND l.state = 'VALID' AND l."validFrom" <= ${now}
          AND (l."validUntil" IS NULL OR l."validUntil" > ${now})
        ORDER BY l.id FOR NO KEY UPDATE OF l`;
  return rows.map(toTerms);
}

const shownReasons = 20;

/** The newest of those that `lockLicenses` left out, to say why they can't be used. */
export async function findUnusableLicenses(
  tx: Tx,
  holder: Holder,
  productNames: string[],
  now: Date,
): Promise<LicenseTerms[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${columns}, NULL::int AS "allowedActivations" FROM ${licensesOf(holder)}
    WHERE l."productName" = ANY(${productNames})
      AND (l.state <> 'VALID' OR l."validFrom" > ${now} OR l."validUntil" <= ${now})
    ORDER BY l.created DESC LIMIT ${shownReasons}`;
  return rows.map(toTerms);
}

/** Signed-in use: key-based licenses of the same container are for whoever has the key. */
function licensesOf({ licenseConsumerId }: Holder) {
  return Prisma.sql`"License" l JOIN "ContainerAccess" a
    ON a."licenseContainerId" = l."licenseContainerId" AND a."licenseConsumerId" = ${licenseConsumerId}::uuid
    AND NOT EXISTS (SELECT 1 FROM "LicenseKey" k WHERE k."licenseId" = l.id)`;
}

/** The licenses that these leases of the holder are on, locked as above; the holder may have lost them since. */
export async function lockLeasedLicenses(tx: Tx, holder: Holder, leaseIds: string[]): Promise<LicenseTerms[]> {
  const leased = Prisma.sql`l.id IN (SELECT b."licenseId" FROM "ClientBinding" b
    WHERE b."leaseId" = ANY(${leaseIds}::uuid[]) AND b."licenseConsumerId" = ${holder.licenseConsumerId}::uuid)`;
  const rows = holder.keyHash
    ? await tx.$queryRaw<Row[]>`
        SELECT ${columns}, k."allowedActivations" FROM "License" l JOIN "LicenseKey" k ON k."licenseId" = l.id
        WHERE k."keyHash" = ${holder.keyHash} AND ${leased} ORDER BY l.id FOR NO KEY UPDATE OF l FOR KEY SHARE OF k`
    : await tx.$queryRaw<Row[]>`
        SELECT ${columns}, NULL::int AS "allowedActivations" FROM ${licensesOf(holder)}
        WHERE ${leased} ORDER BY l.id FOR NO KEY UPDATE OF l`;
  return rows.map(toTerms);
}

/** Holds the license's row, as a checkout does. False: no such license. */
export async function lockLicense(tx: Tx, licenseId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "License" WHERE id = ${licenseId}::uuid FOR NO KEY UPDATE`;
  return rows.length === 1;
}

/** Uses or seconds that are gone, by license; missing: none. */
export async function findUsedQty(db: Db | Tx, licenseIds: string[]): Promise<Map<string, number>> {
  const rows = await db.licenseUsage.findMany({ where: { licenseId: { in: licenseIds } } });
  return new Map(rows.map(({ licenseId, usedQty }) => [licenseId, Number(usedQty)]));
}

export async function addUsedQty(tx: Tx, licenseId: string, usedQty: number): Promise<void> {
  if (usedQty === 0) return;
  await tx.$executeRaw`
    INSERT INTO "LicenseUsage" AS u ("licenseId", "usedQty", modified) VALUES (${licenseId}::uuid, ${usedQty}, now())
    ON CONFLICT ("licenseId") DO UPDATE SET "usedQty" = u."usedQty" + EXCLUDED."usedQty", modified = now()`;
}
