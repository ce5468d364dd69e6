import type { Offer } from "@/lib/catalog/offer";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import { decideLine } from "./decide-line";
import { decideReplacements } from "./decide-replacements";
import { decideStanding } from "./decide-standing";
import type { HeldLicense, LineTerms } from "./held-license";
import { end, nothing, untouched, type LicenseChange, type LineDecision } from "./line-decision";
import { policyOf, type Policy } from "./policy";
import { linesOf, type PurchasedLine, type Truth } from "./truth";

export type FulfillmentCase = {
  now: Date;
  licenseeId: string;
  truth: Truth;
  held: HeldLicense[];
  /** By the provider's price id; prices without an entry are foreign to this catalog. */
  offers: ReadonlyMap<string, Offer>;
  policy: Policy;
  /** Licenses that an operator revoked: they stay so until that is lifted, whatever the provider says. */
  holds: ReadonlySet<string>;
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
  /** What the customer may want to hear of. */
  changes: LicenseChange[];
};

/**
 * THE rule: what is granted = f(what the provider says, policy). Deciding again on what its own commands lead to
 * gives no commands, so that it may run any number of times, after any order of events.
 */
export function decideLicenseCommands(input: FulfillmentCase): LicenseDecision {
  const lines = linesOf(input.truth);
  const gone = input.held.filter((held) => !lines.some((line) => line.id === held.line));
  const added = lines.filter((line) => !input.held.some((held) => held.line === line.id));
  const replaced = decideReplacements({ added, removed: gone, offers: input.offers, holds: input.holds });
  const judged = lines.map((line) => decideOne(input, line, replaced.get(line.id) ?? null));
  const followed = new Set(replaced.values());
  const removed = gone.map((held) => decideRemoved(input, held, followed.has(held)));
  const decisions = [...judged, ...removed];
  const checks = judged.flatMap(({ nextCheckAt }) => (nextCheckAt ? [nextCheckAt] : []));
  return {
    commands: decisions.flatMap(({ commands }) => commands),
    terms: decisions.flatMap(({ terms }) => (terms ? [terms] : [])),
    nextCheckAt: checks.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    doubts: decisions.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
    changes: decisions.flatMap(({ change }) => (change ? [change] : [])),
  };
}

type TimedDecision = LineDecision & { nextCheckAt: Date | null };

function decideOne(input: FulfillmentCase, line: PurchasedLine, replaced: HeldLicense | null): TimedDecision {
  const { now, licenseeId, truth } = input;
  const held = input.held.find((candidate) => candidate.line === line.id) ?? null;
  const offer = input.offers.get(line.providerPriceId) ?? null;
  if (held && input.holds.has(held.license.id)) return { ...decideOnHold(held), nextCheckAt: null };
  if (replaced && input.holds.has(replaced.license.id)) return { ...nothing, nextCheckAt: null };
  const policy = policyOf(offer, input.policy);
  const { standing, nextCheckAt } = decideStanding(truth, { now, policy, line });
  const decision = decideLine({ now, licenseeId, truth, line, standing, held, offer, replaced });
  return { ...decision, nextCheckAt: decision.terms ? nextCheckAt : null };
}

/** A line that the provider no longer has is no longer paid for. One that another followed is no news. */
function decideRemoved(input: FulfillmentCase, held: HeldLicense, isFollowed: boolean): LineDecision {
  if (input.holds.has(held.license.id)) return decideOnHold(held);
  const { standing } = decideStanding(input.truth, { now: input.now, policy: input.policy });
  if (held.license.state === "revoked" || standing.kind === "undecided") return untouched(held);
  const removed = { cause: "removed", reason: "Removed from the purchase" } as const;
  const ended = end(held, standing.kind === "ended" ? standing : removed, input.now);
  return isFollowed ? { ...ended, change: null } : ended;
}

/** Revoked by whoever held it; should something else have brought it back, it is revoked again. */
function decideOnHold(held: HeldLicense): LineDecision {
  const { line, license } = held;
  if (license.state === "revoked") return untouched(held);
  const revoke = { kind: "revoke" as const, line, licenseId: license.id, reason: "Revoked by an operator" };
  return { ...untouched(held), commands: [revoke] };
}
