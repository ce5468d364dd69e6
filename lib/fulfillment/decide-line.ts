import { isSubscription, type Offer } from "@/lib/catalog/offer";
import { assertNever } from "@/lib/kernel/assert-never";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideNewLicense } from "./decide-new-license";
import type { Standing } from "./decide-standing";
import type { HeldLicense, LineTerms } from "./held-license";
import { end, inForce, nothing, restored, revoke, termsOf, untouched, type LineDecision } from "./line-decision";
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

/** What has to happen to the license of one purchased line. Commands that make something new come first. */
export function decideLine(line: LineCase): LineDecision {
  if (line.held === null) return decideUnlicensed(line);
  const held = extended(line, line.held);
  return held.license.state === "revoked" ? decideRevoked(line, held) : decideHeld(line, held);
}

/** A subscription that was sold with an end was sold until its period's: each period that is paid for moves it. */
function extended({ truth }: LineCase, held: HeldLicense): HeldLicense {
  if (truth.kind === "order" || held.validUntil === null) return held;
  return { ...held, validUntil: truth.subscription.currentPeriodEnd ?? held.validUntil };
}

/**
 * What is suspended before its license was ever issued gets it all the same, suspended: it was paid for once, and what is
 * granted depends on what the provider says, not on when we heard of it. Zero seats of something new are nothing.
 */
function decideUnlicensed(line: LineCase): LineDecision {
  const standing = standingWithSeats(line);
  if (standing.kind === "ended" || standing.kind === "undecided" || line.offer === null) return nothing;
  if (line.line.quantity === 0 && line.replaced === null) return nothing;
  const issued = issue(line, line.offer, line.replaced);
  return issued ? { ...issued, terms: issued.doubt === null ? issued.terms : null } : nothing;
}

/**
 * What fulfillment itself revoked comes back with its key when the cause proves void, e.g. a refund that failed. What
 * somebody else revoked in licensing stays so.
 */
function decideRevoked(line: LineCase, held: HeldLicense): LineDecision {
  const { kind } = standingWithSeats(line);
  if (!endedByUs(held) || kind === "ended" || kind === "undecided") return untouched(held);
  const plan = decidePlan(line, held);
  if (plan.kind === "unknown") return { ...untouched(held), doubt: plan.doubt };
  if (plan.kind === "other") {
    const issued = issue(line, plan.offer, held);
    return issued ? { ...issued, change: issued.change ?? restored(held) } : untouched(held);
  }
  return held.validUntil !== null && held.validUntil <= line.now ? untouched(held) : reinstate(line, held, plan.terms);
}

function endedByUs({ endedAt, license }: HeldLicense): boolean {
  return endedAt !== null || license.isRevokedHere === true;
}

function reinstate(line: LineCase, held: HeldLicense, terms: LineTerms): LineDecision {
  const { line: id, license, validUntil } = held;
  const command: LicenseCommand = { kind: "reinstate", line: id, licenseId: license.id, validUntil };
  const living: HeldLicense = { ...held, license: { ...license, validUntil, state: "valid" } };
  const standing = standingWithSeats(line);
  const after = standing.kind === "suspended" ? suspend(line, living, standing) : keep(line, living, terms);
  return { ...after, commands: [command, ...after.commands] };
}

function decideHeld(line: LineCase, held: HeldLicense): LineDecision {
  const standing = standingWithSeats(line);
  switch (standing.kind) {
    case "undecided":
      return untouched(held);
    case "ended":
      return end(held, standing, line.now);
    case "suspended":
      return suspend(line, held, standing);
    case "valid":
      return decideValid(line, held);
    default:
      return assertNever(standing);
  }
}

function decideValid(line: LineCase, held: HeldLicense): LineDecision {
  const plan = decidePlan(line, held);
  if (plan.kind === "same") return keep(line, held, plan.terms);
  if (plan.kind === "unknown") return { ...untouched(held), doubt: plan.doubt };
  const issued = issue(line, plan.offer, held);
  // Sold until a period's end that is past: it comes with the next period that is paid for.
  if (!issued) return end(held, { cause: "removed", reason: `Changed to ${plan.offer.sku}` }, line.now);
  if (issued.doubt) return { ...untouched(held), doubt: issued.doubt };
  const commands = [...issued.commands, revoke(held, `Changed to ${plan.offer.sku}`)];
  return { ...issued, commands, change: held.suspendedAt === null ? null : restored(held) };
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
function keep(line: LineCase, held: HeldLicense, terms: LineTerms): LineDecision {
  const { license } = held;
  const qty = line.line.quantity * terms.seatsPerUnit;
  const target = { line: line.line.id, licenseId: license.id };
  const commands: LicenseCommand[] = [];
  if (license.qty !== qty) commands.push({ kind: "set_quantity", ...target, qty });
  if (line.truth.kind === "subscription" && license.validUntil?.getTime() !== terms.validUntil?.getTime()) {
    commands.push({ kind: "set_validity", ...target, validUntil: terms.validUntil });
  }
  if (license.state === "suspended") commands.push({ kind: "restore", ...target });
  const isBack = held.suspendedAt !== null || held.endedAt !== null;
  return { ...nothing, commands, terms: { ...terms, ...inForce }, change: isBack ? restored(held) : null };
}

function suspend(
  { now }: LineCase,
  held: HeldLicense,
  { cause, reason }: Extract<Standing, { kind: "suspended" }>,
): LineDecision {
  const { line, license, suspendedAt } = held;
  const command: LicenseCommand = { kind: "suspend", line, licenseId: license.id, reason };
  return {
    ...nothing,
    commands: license.state === "valid" ? [command] : [],
    terms: { ...termsOf(held), endedAt: null, suspendedAt: suspendedAt ?? now },
    change: suspendedAt === null ? { kind: "suspended", cause, productName: license.displayName } : null,
  };
}

/** With `replaced`, the new license takes that one's key over where the backend can. */
function issue(line: LineCase, offer: Offer, replaced: HeldLicense | null): LineDecision | null {
  if (isSubscription(offer) !== (line.truth.kind === "subscription")) {
    const doubt = `Line ${line.line.id} was bought as ${line.truth.kind}, but offer ${offer.sku} is not sold that way`;
    return { ...nothing, terms: replaced && termsOf(replaced), doubt };
  }
  const license = decideNewLicense({ ...line, offer, replaces: replaced?.license.id });
  if (license.validUntil !== null && license.validUntil <= line.now) return null;
  const command = { kind: "issue" as const, line: line.line.id, license };
  const terms = soldAs(line.line, offer, license.validUntil);
  const standing = standingWithSeats(line);
  if (standing.kind !== "suspended") return { ...nothing, commands: [command], terms };
  const { cause, reason } = standing;
  const { displayName: productName } = license;
  return {
    ...nothing,
    commands: [{ ...command, suspendFor: reason }],
    terms: { ...terms, suspendedAt: line.now },
    change: replaced?.suspendedAt ? null : { kind: "suspended", cause, productName },
  };
}

/** Stripe allows an item of zero seats: nothing to use, but the key comes back with the first seat. */
function standingWithSeats({ standing, line }: LineCase): Standing {
  return standing.kind === "valid" && line.quantity === 0
    ? { kind: "suspended", cause: "no_seats", reason: "No seats are paid for" }
    : standing;
}

function soldAs({ id, providerPriceId }: PurchasedLine, offer: Offer, validUntil: Date | null): LineTerms {
  const { sku, seatsPerUnit } = offer;
  return { line: id, sku, providerPriceId, seatsPerUnit, validUntil, ...inForce };
}
