import type { Offer } from "@/lib/catalog/offer";
import { findOffersByPrice } from "@/lib/catalog/find-offers-by-price";
import type { Outcome } from "@/lib/kernel/outcome";
import { decideLicenseCommands } from "../decide-license-commands";
import { describeChanges } from "../describe-changes";
import type { FulfillmentRun } from "../fulfillment-context";
import { selectGrants, type GrantRow } from "../grant-store";
import { selectHolds } from "../hold-store";
import { defaultPolicy } from "../policy";
import { buyerOf, describeTruth, doubtsOf, linesOf, type Truth } from "../truth";
import { closeIntent } from "./close-intent";
import { executeCommands } from "./execute-commands";
import { flagDoubles } from "./flag-doubles";
import { followProfile } from "./follow-profile";
import { mirrorTruth } from "./mirror-truth";
import { raiseFlags } from "./raise-flags";
import { readHeld } from "./read-held";
import { resolveBuyer } from "./resolve-buyer";
import { scheduleCheck } from "./schedule-check";
import { tellOwners } from "./tell-owners";

/** `changes`: what was not as the provider says, in words; none when everything was so already. */
export type Settled = Exclude<Outcome, { kind: "retry" }> & { changes?: readonly string[] };

/** From what the provider says to licenses, mirror, audit and mails, all in the run's transaction. */
export async function applyTruth(run: FulfillmentRun, truth: Truth | null): Promise<Settled> {
  const settled = await decideAndApply(run, truth);
  // However it ended: what an earlier run issued and never got to write down is nobody's.
  await run.licensing.settlePurchase(run.subject, async () => {
    const kept = await selectGrants(run.tx, run.provider, run.subject);
    return kept.map(({ licenseId }) => licenseId);
  });
  return settled;
}

async function decideAndApply(run: FulfillmentRun, truth: Truth | null): Promise<Settled> {
  const grants = await selectGrants(run.tx, run.provider, run.subject);
  if (truth === null) return withoutTruth(grants);
  const prices = linesOf(truth).map((line) => line.providerPriceId);
  const offers = await findOffersByPrice(run.tx, run.provider, prices);
  if (offers.size === 0 && grants.length === 0) {
    const doubts = doubtsOf(truth);
    if (doubts.length > 0) return { kind: "parked", reason: doubts.join(". ") };
    return { kind: "ignored", reason: `None of its prices is in the catalog: ${prices.join(", ") || "it has none"}` };
  }
  return await license(run, { truth, grants, offers });
}

function withoutTruth(grants: GrantRow[]): Settled {
  return grants.length > 0
    ? { kind: "parked", reason: "The provider no longer knows this purchase, but licenses were issued for it" }
    : { kind: "ignored", reason: "The provider does not know this purchase" };
}

async function license(
  run: FulfillmentRun,
  { truth, grants, offers }: { truth: Truth; grants: GrantRow[]; offers: Map<string, Offer> },
): Promise<Settled> {
  const owner = await resolveBuyer(run, truth, grants);
  if (owner.kind !== "owner") return owner;
  const held = await readHeld(run, grants);
  const { now } = run;
  const { licenseeId } = owner.customer;
  const holds = await selectHolds(run.tx, grants);
  const decision = decideLicenseCommands({ now, licenseeId, truth, held, offers, holds, policy: defaultPolicy });
  const announced = await executeCommands(run, { decision, held, customer: owner.customer });
  const mirrored = await mirrorTruth(run, { truth, offers, customerId: owner.customer.id });
  await tellOwners(run, { truth, decision, held, offers, announced, customerId: owner.customer.id });
  await followProfile(run, { buyer: buyerOf(truth), held, customerId: owner.customer.id });
  await closeIntent(run, truth, owner.customer.id);
  await scheduleCheck(run, decision.nextCheckAt);
  const flags = [
    ...(await raiseFlags(run, truth, owner.customer.id)),
    ...(await flagDoubles(run, truth, owner.customer.id)),
  ];
  const doubts = [...owner.doubts, ...doubtsOf(truth), ...decision.doubts];
  const reason = [describeTruth(truth), describeChanges(decision.commands), ...flags, ...doubts].join(". ");
  const changes = [...(decision.commands.length > 0 ? [describeChanges(decision.commands)] : []), ...mirrored];
  return { kind: doubts.length > 0 ? "parked" : "done", reason, changes };
}
