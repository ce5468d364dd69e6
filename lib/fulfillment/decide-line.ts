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
};

/** `terms`: what the line is licensed under once the commands are carried out; null when it has no license then. */
export type LineDecision = { commands: LicenseCommand[]; terms: LineTerms | null; doubt: string | null };

/** What has to happen to the license of one purchased line. Commands that make something new come first. */
export function decideLine(line: LineCase): LineDecision {
  return line.held && line.held.license.state !== "revoked" ? decideHeld(line, line.held) : decideUnlicensed(line);
}

function decideUnlicensed({ held, ...line }: LineCase): LineDecision {
  if (line.standing.kind !== "valid" || line.offer === null || line.line.quantity === 0) return nothing(held);
  return issue(line, line.offer) ?? nothing(held);
}

function decideHeld(line: LineCase, held: HeldLicense): LineDecision {
  const standing = standingWithSeats(line);
  switch (standing.kind) {
    case "undecided":
      return nothing(held);
    case "ended":
      return { ...nothing(held), commands: [revoke(held, standing.reason)] };
    case "suspended":
      return { ...nothing(held), commands: held.license.state === "valid" ? [suspend(held, standing.reason)] : [] };
    case "valid":
      return decideValid(line, held);
    default:
      return assertNever(standing);
  }
}

function decideValid(line: LineCase, held: HeldLicense): LineDecision {
  const { offer, line: bought } = line;
  if (bought.providerPriceId === held.providerPriceId) return keep(line, held, termsOf(held));
  if (offer === null) {
    const doubt = `Line ${bought.id} changed to price ${bought.providerPriceId}, which no offer has; its license was left as it is`;
    return { ...nothing(held), doubt };
  }
  if (offer.sku === held.sku) return keep(line, held, soldAs(bought, offer));
  const issued = issue(line, offer);
  if (!issued || issued.doubt) return issued ? { ...issued, terms: termsOf(held) } : nothing(held);
  return { ...issued, commands: [...issued.commands, revoke(held, `Changed to ${offer.sku}`)] };
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
  return { commands, terms, doubt: null };
}

function issue(line: Omit<LineCase, "held">, offer: Offer): LineDecision | null {
  if (isSubscription(offer) !== (line.truth.kind === "subscription")) {
    const doubt = `Line ${line.line.id} was bought as ${line.truth.kind}, but offer ${offer.sku} is not sold that way`;
    return { commands: [], terms: null, doubt };
  }
  const license = decideNewLicense({ ...line, offer });
  if (license.validUntil !== null && license.validUntil <= line.now) return null;
  const command: LicenseCommand = { kind: "issue", line: line.line.id, license };
  return { commands: [command], terms: soldAs(line.line, offer), doubt: null };
}

/** Stripe allows an item of zero seats: nothing to use, but the key comes back with the first seat. */
function standingWithSeats({ standing, line }: LineCase): Standing {
  return standing.kind === "valid" && line.quantity === 0
    ? { kind: "suspended", reason: "No seats are paid for" }
    : standing;
}

function nothing(held: HeldLicense | null): LineDecision {
  return { commands: [], terms: held && termsOf(held), doubt: null };
}

function termsOf({ line, sku, providerPriceId, seatsPerUnit }: HeldLicense): LineTerms {
  return { line, sku, providerPriceId, seatsPerUnit };
}

function soldAs(line: PurchasedLine, offer: Offer): LineTerms {
  return {
    line: line.id,
    sku: offer.sku,
    providerPriceId: line.providerPriceId,
    seatsPerUnit: offer.seatsPerUnit,
  };
}

function suspend({ line, license }: HeldLicense, reason: string): LicenseCommand {
  return { kind: "suspend", line, licenseId: license.id, reason };
}

function revoke({ line, license }: HeldLicense, reason: string): LicenseCommand {
  return { kind: "revoke", line, licenseId: license.id, reason };
}
