import type { HeartbeatItem } from "../../checkout";
import { decideUsable } from "./decide-usable";
import { unusedQty, type Entitlement } from "./entitlement";
import type { ClientPlace, Lease } from "./lease";
import { refused, type Refusal } from "./refusal";
import { seatsTaken } from "./seats";

export type HeartbeatDecision =
  /** `verifiedQty`: uses or seconds reported in all; null for seats and before the first report. */
  | { kind: "renewed"; lease: Lease; verifiedQty: number | null }
  | { kind: "too_early"; earliest: Date }
  /** The lease ends now, at this cost. */
  | (Refusal & { ends: Lease; cost: number })
  /** There is no such lease for this client: nothing changes. */
  | (Refusal & { ends: null });

export const leaseNotFound = () => ({
  ...refused("LEASE_NOT_FOUND", "The lease is over, or it is not this client’s. Please check out again."),
  ends: null,
});

/**
 * Whether a lease goes on. Only the client that checked out renews it, with the same device and process claims. A
 * lease whose license ended or lost this seat ends here; after a cut in seats the longest seated stay.
 */
export function decideHeartbeat(
  license: Entitlement | null,
  asked: { item: HeartbeatItem; asker: ClientPlace; meteredOnly: boolean },
  now: Date,
): HeartbeatDecision {
  const lease = license && findLease(license, asked, now);
  if (!license || !lease) return leaseNotFound();
  if (now < lease.earliestNextHeartbeat) return { kind: "too_early", earliest: lease.earliestNextHeartbeat };
  const verifiedQty = reportedQty(license, lease, asked.item);
  const refusal = decideUsable(license, now) ?? decideSeat(license, lease) ?? decideUse(license, lease, verifiedQty);
  if (!refusal) return { kind: "renewed", lease, verifiedQty };
  return { ...refusal, ends: lease, cost: decideCost(license, lease, verifiedQty) };
}

/** The running lease of this very client; null: over, somebody else's, or other claims than at checkout. */
export function findLease(
  license: Entitlement,
  { item, asker, meteredOnly }: { item: { leaseId: string }; asker: ClientPlace; meteredOnly: boolean },
  now: Date,
): Lease | null {
  if (meteredOnly && !license.isMetered) return null;
  const lease = license.leases.find(({ leaseId }) => leaseId === item.leaseId);
  if (!lease || lease.validUntil <= now || lease.licenseConsumerId !== asker.licenseConsumerId) return null;
  return lease.hwId === asker.hwId && lease.processId === asker.processId ? lease : null;
}

/** What is reported never goes down. */
function reportedQty({ qtyDimension }: Entitlement, { verifiedQty }: Lease, item: HeartbeatItem): number | null {
  if (qtyDimension === "SEATS" || item.usedQty === undefined) return verifiedQty;
  const before = verifiedQty ?? 0;
  return item.treatAsIncrementalQty ? before + item.usedQty : Math.max(before, item.usedQty);
}

function decideSeat(license: Entitlement, lease: Lease): Refusal | null {
  if (license.isMetered || license.qtyDimension !== "SEATS") return null;
  const position = license.leases.indexOf(lease);
  if (seatsTaken(license.leases.slice(0, position + 1), license) <= license.qty) return null;
  return refused("QUANTITY_EXHAUSTED", `The license has ${license.qty} seats now, and others were seated before.`);
}

function decideUse(license: Entitlement, lease: Lease, verifiedQty: number | null): Refusal | null {
  if (license.isMetered || verifiedQty === null || verifiedQty <= limitOf(license, lease)) return null;
  return refused("QUANTITY_EXHAUSTED", `All of the license’s ${license.qty} are used up.`);
}

/** All that this lease may use up: what it set aside or has been granted since, and what nobody has. */
function limitOf(license: Entitlement, lease: Lease): number {
  return Math.max(lease.qty, lease.verifiedQty ?? 0) + Math.max(0, unusedQty(license));
}

/** Uses or seconds that a lease has cost when it ends; with an enforced license never more than there is. */
export function decideCost(license: Entitlement, lease: Lease, usedQty: number | null): number {
  if (license.qtyDimension === "SEATS") return 0;
  const used = usedQty ?? lease.qty;
  return license.isMetered ? used : Math.min(used, limitOf(license, lease));
}
