import type { Tx } from "@/lib/db/client";

/** Which of the licenses an operator holds revoked. */
export async function selectHolds(tx: Tx, grants: readonly { licenseId: string }[]): Promise<Set<string>> {
  if (grants.length === 0) return new Set();
  const rows = await tx.operatorHold.findMany({
    where: { openFor: { in: grants.map(({ licenseId }) => licenseId) } },
    select: { licenseId: true },
  });
  return new Set(rows.map((row) => row.licenseId));
}
