import { assertNever } from "@/lib/kernel/assert-never";
import type { License } from "../license";
import type { LedgerLicense } from "./ledger";

export type LicenseChange =
  | { kind: "quantity"; qty: number }
  | { kind: "validity"; validUntil: Date | null }
  | { kind: "suspend"; reason: string }
  | { kind: "restore" }
  | { kind: "revoke"; reason: string; at: Date }
  | { kind: "reinstate"; validUntil: Date | null };

export type LedgerChange = Partial<Pick<LedgerLicense, "qty" | "state" | "stateReason" | "validUntil" | "cutAt">>;

const inForce = { state: "valid", stateReason: null, cutAt: null } as const;

/**
 * What the ledger is to say once this is asked for; null when nothing changes. `license`: how it stands in truth. What
 * is revoked, by whomever, stays so for all but `reinstate`.
 */
export function decideLedgerChange(
  ledger: LedgerLicense,
  { license, change, now }: { license: License; change: LicenseChange; now: Date },
): LedgerChange | null {
  if ((license.state === "revoked") !== (change.kind === "reinstate")) return null;
  switch (change.kind) {
    case "quantity":
      return unlessSame(ledger, { ...asSeen(license), qty: change.qty });
    case "validity":
      return { ...asSeen(license), validUntil: change.validUntil };
    case "suspend":
      return { state: "suspended", stateReason: change.reason, cutAt: cutOff(ledger, license, now) };
    case "restore":
      return unlessSame(ledger, inForce);
    case "revoke":
      return { state: "revoked", stateReason: change.reason, cutAt: lastMoment(ledger, change.at) };
    case "reinstate":
      return { ...inForce, validUntil: change.validUntil };
    default:
      return assertNever(change);
  }
}

/** Who changes what can be used wants it used, though it was to be cut off before. */
function asSeen({ state }: License): LedgerChange {
  return state === "valid" ? inForce : {};
}

function unlessSame(ledger: LedgerLicense, change: LedgerChange): LedgerChange | null {
  return Object.entries(change).every(([name, value]) => Reflect.get(ledger, name) === value) ? null : change;
}

/**
 * What the ledger is to say once somebody saw how the license stands and asked for nothing: that, and not what an earlier
 * run had wished in vain; null when it says so. `standsUntil`: its end in 10Duke Scale.
 */
export function decideLeftAlone(
  ledger: LedgerLicense,
  { license, standsUntil }: { license: License; standsUntil: Date | null },
): LedgerChange | null {
  if (license.state === "valid") return { ...inForce, qty: license.qty, validUntil: license.validUntil };
  const isCutOff = license.state === "suspended" && ledger.state === "valid";
  return isCutOff ? { state: "suspended", stateReason: license.stateReason, cutAt: standsUntil } : null;
}

/** What is cut off already stays cut off from then. */
function cutOff(ledger: LedgerLicense, license: License, now: Date): Date {
  return license.state === "suspended" && ledger.cutAt ? ledger.cutAt : lastMoment(ledger, now);
}

/** Now, or earlier where it had already ended; a license can't end before it begins. */
export function lastMoment({ validUntil, terms }: Pick<LedgerLicense, "validUntil" | "terms">, now: Date): Date {
  if (validUntil !== null && validUntil < now) return validUntil;
  return terms.validFrom > now ? terms.validFrom : now;
}
