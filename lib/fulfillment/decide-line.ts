import { isSubscription, type Offer } from "@/lib/catalog/offer";
import { assertNever } from "@/lib/kernel/assert-never";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideNewLicense } from "./decide-new-license";
import type { Standing } from "./decide-standing";
import type { HeldLicense, LineTerms } from "./held-license";
import type { PurchasedLine, Truth } from "./truth";

export type LineCase = {
  now: Date;
  licenseeId: string;
  truth: Truth;
  line: PurchasedLine;
  standing: Standing;
  held: HeldLicense | null;
  /** What the line's price is sold as; null when the price is foreign to the catalog. */
  offer: Offer | null;
  /** The license of the line that this one came for, which is gone. */
  replaced: HeldLicense | null;
};

/** `terms`: what the line is licensed under once the commands are carried out; null when it has no license then. */
export type LineDecision = { commands: LicenseCommand[]; terms: LineTerms | null; doubt: string | null };

/** What has to happen to the license of one purchased line. Commands that make something new come first. */
export function decideLine(line: LineCase): LineDecision {
  if (line.held === null) return decideUnlicensed(line);
  return line.held.license.state === "revoked" ? decideRevoked(line, line.held) : decideHeld(line, line.held);
}

function decideUnlicensed(line: LineCase): LineDecision {
  if (line.standing.kind !== "valid" || line.offer === null || line.line.quantity === 0) return nothing;
  const issued = issue(line, line.offer, line.replaced);
  return issued ? { ...issued, terms: issued.doubt === null ? issued.terms : null } : nothing;
}

/**
 * What fulfillment itself revoked comes back with its key when the cause proves void, e.g. a refund that failed. What
 * somebody else revoked in licensing stays so.
 */
function decideRevoked(line: LineCase, held: HeldLicense): LineDecision {
  const { now } = line;
  if (held.endedAt === null || standingWithSeats(line).kind !== "valid") return untouched(held);
  const change = decidePlan(line, held);
  if (change.kind === "unknown") return { ...untouched(held), doubt: change.doubt };
  if (change.kind === "other") return issue(line, change.offer, held) ?? untouched(held);
  if (held.validUntil !== null && held.validUntil <= now) return untouched(held);
  const { line: id, license, validUntil } = held;
  const reinstate: LicenseCommand = { kind: "reinstate", line: id, licenseId: license.id, validUntil };
  const kept = keep(line, { ...held, license: { ...license, validUntil, state: "valid" } }, change.terms);
  return { ...kept, commands: [reinstate, ...kept.commands] };
}

function decideHeld(line: LineCase, held: HeldLicense): LineDecision {
  const standing = standingWithSeats(line);
  switch (standing.kind) {
    case "undecided":
      return untouched(held);
    case "ended":
      return end(held, standing.reason, line.now);
    case "suspended":
      return { ...untouched(held), commands: held.license.state === "valid" ? [suspend(held, standing.reason)] : [] };
    case "valid":
      return decideValid(line, held);
    default:
      return assertNever(standing);
  }
}

function decideValid(line: LineCase, held: HeldLicense): LineDecision {
  const change = decidePlan(line, held);
  if (change.kind === "same") return keep(line, held, change.terms);
  if (change.kind === "unknown") return { ...untouched(held), doubt: change.doubt };
  const issued = issue(line, change.offer, held);
  if (!issued || issued.doubt) return { ...untouched(held), doubt: issued?.doubt ?? null };
  return { ...issued, commands: [...issued.commands, revoke(held, `Changed to ${change.offer.sku}`)] };
}

type Plan = { kind: "same"; terms: LineTerms } | { kind: "other"; offer: Offer } | { kind: "unknown"; doubt: string };

/** Whether the line is still what it was sold as: the terms of the sale count until its price changes. */
function decidePlan({ offer, line: bought }: LineCase, held: HeldLicense): Plan {
  if (bought.providerPriceId === held.providerPriceId) return { kind: "same", terms: termsOf(held) };
  if (offer === null) {
    const doubt = `Line ${bought.id} changed to price ${bought.providerPriceId}, which no offer has; its license was left as it is`;
    return { kind: "unknown", doubt };
  }
  if (offer.sku !== held.sku) return { kind: "other", offer };
  return { kind: "same", terms: soldAs(bought, offer, held.validUntil) };
}

/** Same license, same key: seats are set to what is paid, never added. */
function keep(line: LineCase, { license }: HeldLicense, terms: LineTerms): LineDecision {
  const qty = line.line.quantity * terms.seatsPerUnit;
  const target = { line: line.line.id, licenseId: license.id };
  const commands: LicenseCommand[] = [];
  if (license.qty !== qty) commands.push({ kind: "set_quantity", ...target, qty });
  if (line.truth.kind === "subscription" && license.validUntil !== null) {
    commands.push({ kind: "set_validity", ...target, validUntil: null });
  }
  if (license.state === "suspended") commands.push({ kind: "restore", ...target });
  return { commands, terms: { ...terms, endedAt: null }, doubt: null };
}

/** With `replaced`, the new license takes that one's key over where the backend can. */
function issue(line: LineCase, offer: Offer, replaced: HeldLicense | null = null): LineDecision | null {
  if (isSubscription(offer) !== (line.truth.kind === "subscription")) {
    const doubt = `Line ${line.line.id} was bought as ${line.truth.kind}, but offer ${offer.sku} is not sold that way`;
    return { commands: [], terms: replaced && termsOf(replaced), doubt };
  }
  const license = decideNewLicense({ ...line, offer, replaces: replaced?.license.id });
  if (license.validUntil !== null && license.validUntil <= line.now) return null;
  const command: LicenseCommand = { kind: "issue", line: line.line.id, license };
  return { commands: [command], terms: soldAs(line.line, offer, license.validUntil), doubt: null };
}

/** Stripe allows an item of zero seats: nothing to use, but the key comes back with the first seat. */
function standingWithSeats({ standing, line }: LineCase): Standing {
  return standing.kind === "valid" && line.quantity === 0
    ? { kind: "suspended", reason: "No seats are paid for" }
    : standing;
}

export const nothing: LineDecision = { commands: [], terms: null, doubt: null };

export function untouched(held: HeldLicense): LineDecision {
  return { commands: [], terms: termsOf(held), doubt: null };
}

/** Revokes the license, and remembers that it was fulfillment that did. */
export function end(held: HeldLicense, reason: string, now: Date): LineDecision {
  return { commands: [revoke(held, reason)], terms: { ...termsOf(held), endedAt: now }, doubt: null };
}

function termsOf({ license: _license, ...terms }: HeldLicense): LineTerms {
  return terms;
}

function soldAs({ id, providerPriceId }: PurchasedLine, offer: Offer, validUntil: Date | null): LineTerms {
  const { sku, seatsPerUnit } = offer;
  return { line: id, sku, providerPriceId, seatsPerUnit, validUntil, endedAt: null };
}

function suspend({ line, license }: HeldLicense, reason: string): LicenseCommand {
  return { kind: "suspend", line, licenseId: license.id, reason };
}

function revoke({ line, license }: HeldLicense, reason: string): LicenseCommand {
  return { kind: "revoke", line, licenseId: license.id, reason };
}
