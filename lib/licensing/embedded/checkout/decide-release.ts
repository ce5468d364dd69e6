import type { ReleaseItem, ReleaseResult } from "../../checkout";
import { decideCost, findLease, leaseNotFound } from "./decide-heartbeat";
import { unusedQty, type Entitlement } from "./entitlement";
import type { ClientPlace, Lease } from "./lease";
import { seatsTaken } from "./seats";

export type ReleaseDecision = { ends: Lease | null; cost: number; result: ReleaseResult };

/**
 * Gives a seat back, or says what was used in the end: what is told now, else what was reported last, else all that was
 * set aside. Unused rest goes back to the license.
 */
export function decideRelease(
  license: Entitlement | null,
  asked: { item: ReleaseItem; asker: ClientPlace; meteredOnly: boolean },
  now: Date,
): ReleaseDecision {
  const { item } = asked;
  const lease = license && findLease(license, asked, now);
  if (!license || !lease) return { ends: null, cost: 0, result: notReleased(item.leaseId) };
  const isSeat = license.qtyDimension === "SEATS";
  const cost = decideCost(license, lease, finalQty(item, lease));
  return {
    ends: lease,
    cost,
    result: {
      released: true,
      releasedLeaseId: lease.leaseId,
      releasedLicenseId: license.licenseId,
      licenseConsumerId: lease.licenseConsumerId,
      productName: license.productName,
      qtyDimension: license.qtyDimension,
      finalUsedQty: isSeat ? null : cost,
      remainingQty: remaining(license, lease, cost),
      errorCode: null,
      errorDescription: null,
    },
  };
}

/** Never less than was reported before. */
function finalQty({ finalUsedQty }: ReleaseItem, { verifiedQty }: Lease): number | null {
  return finalUsedQty === undefined ? verifiedQty : Math.max(finalUsedQty, verifiedQty ?? 0);
}

function remaining(license: Entitlement, lease: Lease, cost: number): number | null {
  if (license.isMetered || license.qty === Infinity) return null;
  const leases = license.leases.filter((other) => other !== lease);
  const left =
    license.qtyDimension === "SEATS"
      ? license.qty - seatsTaken(leases, license)
      : unusedQty({ ...license, leases, usedQty: license.usedQty + cost });
  return Math.max(0, left);
}

function notReleased(leaseId: string): ReleaseResult {
  const { errorCode, errorDescription } = leaseNotFound();
  return {
    released: false,
    releasedLeaseId: leaseId,
    releasedLicenseId: null,
    licenseConsumerId: null,
    productName: null,
    qtyDimension: null,
    finalUsedQty: null,
    remainingQty: null,
    errorCode,
    errorDescription,
  };
}
