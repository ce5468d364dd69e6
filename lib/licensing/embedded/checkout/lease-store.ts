import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ClientClaims } from "../../client-binding";
import type { Lease } from "./lease";

const columns = {
  id: true,
  leaseId: true,
  licenseId: true,
  licenseConsumerId: true,
  qty: true,
  verifiedQty: true,
  cliHwId: true,
  cliProcessId: true,
  validFrom: true,
  lastHeartbeat: true,
  earliestNextHeartbeat: true,
  validUntil: true,
} as const satisfies Prisma.ClientBindingSelect;

type Row = Prisma.ClientBindingGetPayload<{ select: typeof columns }>;

function toLease({ validFrom, lastHeartbeat, cliHwId, cliProcessId, verifiedQty, ...row }: Row): Lease {
  return {
    ...row,
    verifiedQty: verifiedQty === null ? null : Number(verifiedQty),
    hwId: cliHwId,
    processId: cliProcessId,
    renewedAt: lastHeartbeat ?? validFrom,
    earliestNextHeartbeat: row.earliestNextHeartbeat ?? row.validUntil,
  };
}

/** Those that hold something at this moment, oldest first. */
export async function findRunningLeases(db: Db | Tx, licenseIds: string[], now: Date): Promise<Lease[]> {
  const where = { licenseId: { in: licenseIds }, releasedAt: null, validUntil: { gt: now } };
  const rows = await db.clientBinding.findMany({ where, select: columns, orderBy: { id: "asc" } });
  return rows.map(toLease);
}

/** Those that ran out without a release. */
export async function findLapsedLeases(tx: Tx, licenseIds: string[], now: Date): Promise<Lease[]> {
  const where = { licenseId: { in: licenseIds }, releasedAt: null, validUntil: { lte: now } };
  return (await tx.clientBinding.findMany({ where, select: columns })).map(toLease);
}

export type NewLease = Pick<Lease, "leaseId" | "licenseId" | "licenseConsumerId" | "qty"> & {
  validFrom: Date;
  validUntil: Date;
  earliestNextHeartbeat: Date;
  triggeredSeatUse: boolean;
  requestIpAddress: string | null;
  claims: ClientClaims;
};

export async function insertLeases(tx: Tx, leases: NewLease[]): Promise<void> {
  if (leases.length === 0) return;
  await tx.clientBinding.createMany({
    data: leases.map(({ claims, ...lease }) => ({ ...claims, ...lease, created: lease.validFrom })),
  });
}

export async function renewLease(
  tx: Tx,
  id: bigint,
  renewal: Pick<NewLease, "leaseId" | "validUntil" | "earliestNextHeartbeat"> & {
    previousLeaseId: string;
    verifiedQty: number | null;
    lastHeartbeat: Date;
  },
): Promise<void> {
  await tx.clientBinding.update({ where: { id }, data: renewal, select: { id: true } });
}

/** Their seats are free from now on. */
export async function endLeases(tx: Tx, leases: readonly Pick<Lease, "id">[], at: Date): Promise<void> {
  const ids = leases.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return;
  await tx.clientBinding.updateMany({ where: { id: { in: ids }, releasedAt: null }, data: { releasedAt: at } });
}

export async function endLeasesOfLicense(tx: Tx, licenseId: string, at: Date): Promise<void> {
  await tx.clientBinding.updateMany({ where: { licenseId, releasedAt: null }, data: { releasedAt: at } });
}

/** Forgets what ended before this moment; what still counts as uses or seconds set aside stays. */
export async function deleteEndedLeases(db: Db, before: Date): Promise<number> {
  const { count } = await db.clientBinding.deleteMany({
    where: {
      validUntil: { lt: before },
      OR: [{ releasedAt: { not: null } }, { license: { qtyDimension: "SEATS" } }],
    },
  });
  return count;
}
