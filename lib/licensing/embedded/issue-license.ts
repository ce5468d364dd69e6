import type { License } from "../license";
import type { NewLicense } from "../license-command";
import { checkTexts } from "./check-values";
import type { EngineContext } from "./engine-context";
import { holdContainerOf } from "./find-container";
import { findLicenses } from "./license-store";
import { checkTerms, refusal, refuse, unlimited } from "./license-terms";
import { placeLicense } from "./place-license";

/** Puts the license into the licensee's default container; a key-based one gets its key in the same transaction. */
export async function issueLicense(
  ctx: Pick<EngineContext, "db" | "now" | "cipher">,
  license: NewLicense,
): Promise<License> {
  const row = termsOf(license);
  const { features: _features, qty: _qty, validFrom: _from, validUntil: _until, ...texts } = row;
  const problem = checkTerms({ ...row, qtyDimension: "SEATS" }) ?? checkTexts(texts);
  if (problem) throw refuse(problem);
  // What is sold always has a number; only the engine's own API knows licenses without a limit.
  if (row.qty === unlimited) throw refusal("What is sold has a number of seats");
  const [issued] = await ctx.db.$transaction(async (tx) => {
    const container = await holdContainerOf(tx, license.licenseeId, "default");
    if (!container) throw refusal(`Licensee ${license.licenseeId} does not exist`);
    const key = license.access === "KEY" ? { replaces: license.replaces } : null;
    const { id } = await placeLicense(tx, ctx, { row: { ...row, licenseContainerId: container.id }, key });
    return findLicenses(tx, { id });
  });
  if (!issued) throw new Error("The license is gone in the transaction that made it");
  return issued;
}

function termsOf(license: NewLicense) {
  const { productName, displayName, features, qty, validFrom, validUntil } = license;
  const { contractReference, orderReference, subscriptionReference, productReference } = license.references;
  const references = { contractReference, orderReference, subscriptionReference, productReference };
  return { productName, displayName, features, qty, validFrom, validUntil, ...references };
}
