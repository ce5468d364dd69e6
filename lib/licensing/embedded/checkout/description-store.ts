import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { clientClaimNames, type ClientBinding, type ClientClaims } from "../../client-binding";
import type { LicenseeRecord } from "../../entities";
import type { Holder } from "./entitlement-store";

export type Terms = { skip: number; take: number; orderBy: Record<string, "asc" | "desc">[] };

/** The licenses that the holder may use, by the same rule as at checkout. */
export function licensesOf({ keyHash, licenseConsumerId }: Holder): Prisma.LicenseWhereInput {
  if (keyHash) return { licenseKey: { keyHash } };
  return { licenseKey: null, container: { access: { some: { licenseConsumerId } } } };
}

export function findLicensees(db: Db, holder: Holder, terms: Terms): Promise<LicenseeRecord[]> {
  return db.licensee.findMany({
    where: { containers: { some: holder.keyHash ? { licenses: { some: licensesOf(holder) } } : accessOf(holder) } },
    ...terms,
  });
}

function accessOf({ licenseConsumerId }: Holder): Prisma.LicenseContainerWhereInput {
  return { access: { some: { licenseConsumerId } } };
}

const withLicense = { license: { select: { productName: true, qtyDimension: true } } } as const;

type Row = Prisma.ClientBindingGetPayload<{ include: typeof withLicense }>;

export async function findBindings(
  db: Db,
  where: Prisma.ClientBindingWhereInput,
  terms: Pick<Terms, "take" | "orderBy">,
): Promise<ClientBinding[]> {
  return (await db.clientBinding.findMany({ where, include: withLicense, ...terms })).map(toBinding);
}

function toBinding(row: Row): ClientBinding {
  const { leaseId, licenseId, licenseConsumerId, qty, validFrom, validUntil, lastHeartbeat } = row;
  return {
    id: Number(row.id),
    leaseId,
    licenseId,
    licenseConsumerId,
    productName: row.license.productName,
    qtyDimension: row.license.qtyDimension,
    qty,
    verifiedQty: row.verifiedQty === null ? null : Number(row.verifiedQty),
    validFrom,
    validUntil,
    lastHeartbeat,
    earliestNextHeartbeat: row.earliestNextHeartbeat ?? validUntil,
    requestIpAddress: row.requestIpAddress,
    claims: claimsOf(row),
    created: row.created,
    modified: row.modified,
  };
}

function claimsOf(row: Row): ClientClaims {
  return Object.fromEntries(clientClaimNames.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]])));
}

/** Products and features of what can be used now. */
export function findFeatures(
  db: Db,
  holder: Holder,
  { licenseeId, productName, now }: { licenseeId?: string | undefined; productName?: string | undefined; now: Date },
) {
  return db.license.findMany({
    where: {
      AND: [licensesOf(holder), narrowed({ licenseeId, productName })],
      state: "VALID",
      validFrom: { lte: now },
      OR: [{ validUntil: null }, { validUntil: { gt: now } }],
    },
    select: { productName: true, features: true },
    orderBy: { productName: "asc" },
  });
}

export function narrowed(asked: {
  licenseeId?: string | undefined;
  productName?: string | undefined;
}): Prisma.LicenseWhereInput {
  const { licenseeId, productName } = asked;
  return {
    ...(licenseeId !== undefined && { container: { licenseeId } }),
    ...(productName !== undefined && { productName: { equals: productName, mode: "insensitive" } }),
  };
}
