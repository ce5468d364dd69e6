import type { Tx } from "@/lib/db/client";
import { countedQty, type Entitlement } from "./entitlement";
import { addUsedQty, findUsedQty, type LicenseTerms } from "./entitlement-store";
import type { Lease } from "./lease";
import { endLeases, findLapsedLeases, findRunningLeases } from "./lease-store";

/**
 * Who uses these licenses, which the transaction holds locked, and the moment to decide at. Uses and seconds whose
 * application never came back are counted as used first.
 */
export async function loadEntitlements(
  tx: Tx,
  licenses: LicenseTerms[],
  clock: Date,
): Promise<{ licenses: Entitlement[]; now: Date }> {
  if (licenses.length === 0) return { licenses: [], now: clock };
  const ids = licenses.map(({ licenseId }) => licenseId);
  const seen = await findRunningLeases(tx, ids, clock);
  const now = latest(seen, clock);
  const units = licenses.filter(({ qtyDimension }) => qtyDimension !== "SEATS").map(({ licenseId }) => licenseId);
  if (units.length > 0) await settleLapsed(tx, units, now);
  const running = Map.groupBy(
    seen.filter(({ validUntil }) => validUntil > now),
    ({ licenseId }) => licenseId,
  );
  const used = units.length > 0 ? await findUsedQty(tx, units) : new Map<string, number>();
  const held = licenses.map((license) => ({
    ...license,
    leases: running.get(license.licenseId) ?? [],
    usedQty: used.get(license.licenseId) ?? 0,
  }));
  return { licenses: held, now };
}

/** Clocks of several processes differ; for a license time never goes back, or one seat could be had twice. */
function latest(leases: Lease[], clock: Date): Date {
  return leases.reduce((moment, { renewedAt }) => (renewedAt > moment ? renewedAt : moment), clock);
}

async function settleLapsed(tx: Tx, licenseIds: string[], now: Date): Promise<void> {
  const lapsed = await findLapsedLeases(tx, licenseIds, now);
  await endLeases(tx, lapsed, now);
  for (const lease of lapsed) await addUsedQty(tx, lease.licenseId, countedQty(lease));
}
