import type { Offer } from "@/lib/catalog/offer";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideLine, type LineDecision } from "./decide-line";
import { decideStanding, type Judgment } from "./decide-standing";
import type { HeldLicense, LineTerms } from "./held-license";
import type { Policy } from "./policy";
import { linesOf, type PurchasedLine, type Truth } from "./truth";

export type FulfillmentCase = {
  now: Date;
  licenseeId: string;
  truth: Truth;
  held: HeldLicense[];
  /** By the provider's price id; prices without an entry are foreign to this catalog. */
  offers: ReadonlyMap<string, Offer>;
  policy: Policy;
  /** Licenses that an operator revoked: they stay so, whatever the provider says. */
  operatorRevocations?: ReadonlySet<string>;
};

export type LicenseDecision = {
  /** In the order to carry them out. */
  commands: LicenseCommand[];
  /** The grant ledger once they are carried out. */
  terms: LineTerms[];
  /** When to look again although nothing was heard; null: not needed. */
  nextCheckAt: Date | null;
  /** What a person has to look at; everything else was decided all the same. */
  doubts: string[];
};

/**
 * THE rule: what is granted = f(what the provider says, policy). Deciding again on what its own commands lead to
 * gives no commands, so that it may run any number of times, after any order of events.
 */
export function decideLicenseCommands(input: FulfillmentCase): LicenseDecision {
  const lines = linesOf(input.truth);
  const judged = lines.map((line) => decideOne(input, line));
  const known = new Set(lines.map((line) => line.id));
  const removed = input.held.filter((held) => !known.has(held.line)).map((held) => decideRemoved(input, held));
  const decisions = [...judged, ...removed];
  const checks = judged.flatMap(({ nextCheckAt }) => (nextCheckAt ? [nextCheckAt] : []));
  return {
    commands: decisions.flatMap(({ commands }) => commands),
    terms: decisions.flatMap(({ terms }) => (terms ? [terms] : [])),
    nextCheckAt: checks.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    doubts: decisions.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
  };
}

function decideOne(input: FulfillmentCase, line: PurchasedLine): LineDecision & { nextCheckAt: Date | null } {
  const { now, licenseeId, truth } = input;
  const held = input.held.find((candidate) => candidate.line === line.id) ?? null;
  const offer = input.offers.get(line.providerPriceId) ?? null;
  if (held && isRevokedByOperator(input, held)) return { ...untouched(held), nextCheckAt: null };
  const { standing, nextCheckAt } = judge(input, offer);
  const decision = decideLine({ now, licenseeId, truth, line, standing, held, offer });
  return { ...decision, nextCheckAt: decision.terms ? nextCheckAt : null };
}

/** A line that the provider no longer has is no longer paid for. */
function decideRemoved(input: FulfillmentCase, held: HeldLicense): LineDecision {
  const { standing } = judge(input, null);
  if (held.license.state === "revoked" || standing.kind === "undecided") return untouched(held);
  const reason = standing.kind === "ended" ? standing.reason : "Removed from the purchase";
  const revoke = { kind: "revoke" as const, line: held.line, licenseId: held.license.id, reason };
  return { ...untouched(held), commands: [revoke] };
}

function judge({ truth, now, policy }: FulfillmentCase, offer: Offer | null): Judgment {
  return decideStanding(truth, { now, graceDays: offer?.graceDays ?? policy.graceDays });
}

function isRevokedByOperator({ operatorRevocations }: FulfillmentCase, { license }: HeldLicense): boolean {
  return license.state === "revoked" && (operatorRevocations?.has(license.id) ?? false);
}

function untouched({ line, sku, providerPriceId, seatsPerUnit }: HeldLicense): LineDecision {
  return { commands: [], terms: { line, sku, providerPriceId, seatsPerUnit }, doubt: null };
}
