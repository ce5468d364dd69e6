import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";

/** Which of the licenses an operator holds revoked. */
export async function selectHolds(tx: Tx, grants: readonly { licenseId: string }[]): Promise<Set<string>> {
  if (grants.length === 0) return new Set();
  const rows = await tx.operatorHold.findMany({
    where: { openFor: { in: grants.map(({ licenseId }) => licenseId) } },
    select: { licenseId: true },
  });
  return new Set(rows.map((row) => row.licenseId));
}

/** False when the license is on hold already. */
export async function insertHold(
  tx: Tx,
  hold: {
    licenseId: string;
    customerId: string | null;
    reason: string;
    validUntil: Date | null;
    placedBy: string;
    placedAt: Date;
  },
): Promise<boolean> {
  const { count } = await tx.operatorHold.createMany({
    data: [{ id: newId(), openFor: hold.licenseId, ...hold }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** The hold that this call lifted; null when there was none. */
export async function closeHold(
  tx: Tx,
  licenseId: string,
  lifted: { liftedBy: string; liftedAt: Date },
): Promise<{ customerId: string | null; reason: string; validUntil: Date | null } | null> {
  const [row] = await tx.operatorHold.updateManyAndReturn({
    where: { openFor: licenseId },
    data: { openFor: null, ...lifted },
    select: { customerId: true, reason: true, validUntil: true },
  });
  return row ?? null;
}
