import type { CheckoutItem } from "../../checkout";
import { decideUsable, decideVersion } from "./decide-usable";
import { unusedQty, type Entitlement } from "./entitlement";
import { isSameClient, type ClientPlace, type Lease } from "./lease";
import { refused, type Refusal } from "./refusal";
import { countDevices, seatsOfUser, seatsTaken } from "./seats";

/** Who asks: the consumer, its client's claims, and whether it came by license key. */
export type Asker = ClientPlace & { byKey: boolean; version: string | null };

export type CheckoutDecision =
  | { kind: "granted"; licenseId: string; /** Older leases of the same client, which end now. */ replaces: Lease[] }
  | Refusal;

/**
 * Which of the asker's licenses serves the request, or why none does. Of those that fit, enforced ones come before
 * metered ones; then one where the asker sits already; then seats that hold longest, uses and seconds that would be
 * lost first; then the oldest. When none fits, the reason is that of the first in this order.
 */
export function decideCheckout(
  licenses: readonly Entitlement[],
  asked: { item: CheckoutItem; asker: Asker; meteredOnly: boolean },
  now: Date,
): CheckoutDecision {
  const { item, asker, meteredOnly } = asked;
  const fitting = licenses
    .filter((license) => fits(license, item) && (license.isMetered || !meteredOnly))
    .toSorted((one, other) => compare(one, other, asker));
  const decisions = fitting.map((license) => decideOne(license, item, asker, now));
  const granted = decisions.find(({ kind }) => kind === "granted");
  return granted ?? decisions[0] ?? refused("LICENSE_NOT_FOUND", `There is no license for ${item.productName}.`);
}

function fits(license: Entitlement, item: CheckoutItem): boolean {
  if (item.licenseId !== undefined && license.licenseId !== item.licenseId) return false;
  return license.productName === item.productName && license.qtyDimension === item.qtyDimension;
}

function compare(one: Entitlement, other: Entitlement, asker: Asker): number {
  const sits = ({ leases }: Entitlement) =>
    leases.some(({ licenseConsumerId }) => licenseConsumerId === asker.licenseConsumerId);
  const end = ({ validUntil }: Entitlement) => validUntil?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const byEnd = end(one) - end(other);
  return (
    Number(one.isMetered) - Number(other.isMetered) ||
    Number(sits(other)) - Number(sits(one)) ||
    (one.qtyDimension === "SEATS" ? -byEnd : byEnd) ||
    one.created.getTime() - other.created.getTime() ||
    (one.licenseId < other.licenseId ? -1 : 1)
  );
}

function decideOne(license: Entitlement, item: CheckoutItem, asker: Asker, now: Date): CheckoutDecision {
  const refusal =
    decideUsable(license, now) ??
    decideVersion(license, item.clientVersion ?? asker.version) ??
    (license.qtyDimension === "SEATS" ? decideSeats(license, item.qty, asker) : decideUnits(license, item.qty));
  if (refusal) return refusal;
  const replaces = license.qtyDimension === "SEATS" ? license.leases.filter((lease) => isReplaced(lease, asker)) : [];
  return { kind: "granted", licenseId: license.licenseId, replaces };
}

/** What this call itself has just granted stays. */
function isReplaced(lease: Lease, asker: Asker): boolean {
  return lease.id !== null && isSameClient(asker, lease);
}

function decideUnits(license: Entitlement, qty: number): Refusal | null {
  const left = unusedQty(license);
  if (license.isMetered || qty <= left) return null;
  return refused("QUANTITY_EXHAUSTED", `${Math.max(0, left)} of ${license.qty} are left, ${qty} were asked for.`);
}

function decideSeats(license: Entitlement, qty: number, asker: Asker): Refusal | null {
  const missing = missingClaim(license, asker);
  if (missing) return refused("CLIENT_CLAIM_MISSING", `This license counts by ${missing}; send it as a header.`);
  const staying = license.leases.filter((lease) => !isReplaced(lease, asker));
  const after = [...staying, { ...asker, qty }];
  return decideLimits(license, after, asker) ?? decideFree(license, staying, after);
}

/** Without these claims everybody would share one seat. */
function missingClaim({ devicesPerSeat, appInstancesPerSeat, allowedActivations }: Entitlement, asker: Asker) {
  if (asker.hwId === null && (devicesPerSeat !== null || (asker.byKey && allowedActivations !== null)))
    return "cliHwId";
  return asker.processId === null && appInstancesPerSeat !== null ? "cliProcessId" : null;
}

type Seated = ClientPlace & { qty: number };

function decideLimits(license: Entitlement, after: Seated[], asker: Asker): Refusal | null {
  const { maxAssignmentsPerUser, allowedActivations } = license;
  const own = after.filter(({ licenseConsumerId }) => licenseConsumerId === asker.licenseConsumerId);
  if (asker.byKey) {
    if (allowedActivations === null || countDevices(own) <= allowedActivations) return null;
    return refused("ASSIGNMENTS_EXHAUSTED", `The license key works on ${allowedActivations} devices at a time.`);
  }
  if (maxAssignmentsPerUser === null || seatsOfUser(own, license) <= maxAssignmentsPerUser) return null;
  return refused("ASSIGNMENTS_EXHAUSTED", `One user can have ${maxAssignmentsPerUser} seats at a time.`);
}

function decideFree(license: Entitlement, staying: Seated[], after: Seated[]): Refusal | null {
  const taken = seatsTaken(after, license);
  if (license.isMetered || taken <= license.qty) return null;
  const others = seatsTaken(staying, license);
  return refused(
    "QUANTITY_EXHAUSTED",
    `All ${license.qty} seats are taken or too few are free: ${Math.max(0, license.qty - others)} free, ${taken - others} needed.`,
  );
}
