import type { QtyDimension } from "../../client-binding";
import type { LicenseState } from "../../license";
import type { Lease } from "./lease";

/** A license as the checkout sees it: its terms, and who uses it at this moment. Null limits mean: no limit. */
export type Entitlement = {
  licenseId: string;
  productName: string;
  features: string[];
  /** Infinity: no limit. */
  qty: number;
  qtyDimension: QtyDimension;
  isMetered: boolean;
  devicesPerSeat: number | null;
  appInstancesPerSeat: number | null;
  /** Seats for one signed-in user; never counts for license keys, which many users share. */
  maxAssignmentsPerUser: number | null;
  /** Devices at once for a license key. */
  allowedActivations: number | null;
  versionLowerBound: string | null;
  versionUpperBound: string | null;
  state: LicenseState;
  stateReason: string | null;
  validFrom: Date;
  validUntil: Date | null;
  created: Date;
  /** Uses or seconds that are gone for good; 0 for seats. */
  usedQty: number;
  /** The running ones, oldest first. */
  leases: Lease[];
};

/** Uses or seconds that nobody has used or set aside. */
export function unusedQty({ qty, usedQty, leases }: Pick<Entitlement, "qty" | "usedQty" | "leases">): number {
  return qty - usedQty - leases.reduce((sum, lease) => sum + countedQty(lease), 0);
}

/** What a lease costs when nobody tells: all that was set aside, or what was reported beyond it. */
export function countedQty(lease: Pick<Lease, "qty" | "verifiedQty">): number {
  return Math.max(lease.qty, lease.verifiedQty ?? 0);
}
