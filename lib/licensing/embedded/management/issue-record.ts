import { validate as isUuid } from "uuid";
import type { Tx } from "@/lib/db/client";
import type { IssueOutcome, LicenseOperations } from "../../management";
import type { IssueTerms } from "../../management-input";
import { builtInModel } from "../built-in-model";
import { checkCounts, checkTextList, checkTexts } from "../check-values";
import type { EngineContext } from "../engine-context";
import { holdContainerOf } from "../find-container";
import { checkTerms, startOfUtcDay } from "../license-terms";
import { placeLicense } from "../place-license";
import { readWhatIsSold } from "./read-what-is-sold";
import type { WhatIsLicensed } from "./read-what-is-sold";

type IssueFeature = LicenseOperations["issueFeatureLicense"];
type IssueProduct = LicenseOperations["issueProductLicense"];

export async function issueFeatureLicense(
  ctx: EngineContext,
  ...[licenseeId, license]: Parameters<IssueFeature>
): ReturnType<IssueFeature> {
  const { productName, features, qtyDimension = "SEATS" } = license;
  const problem = checkTexts({ productName }) ?? checkTextList("features", features);
  if (problem) return problem;
  const names = { productName, displayName: productName, productConfigInfo: null };
  const licensed = { ...names, features, qtyDimension, qtyEnforcementType: "ENFORCED" as const, model: builtInModel };
  return ctx.db.$transaction((tx) => issueRecord(tx, ctx, { licenseeId, licensed, terms: license }));
}

export async function issueProductLicense(
  ctx: EngineContext,
  ...[licenseeId, license]: Parameters<IssueProduct>
): ReturnType<IssueProduct> {
  return ctx.db.$transaction((tx) => issueFromConfiguration(tx, ctx, { licenseeId, terms: license }));
}

/** In the caller's transaction, e.g. the one that marks an activation code as redeemed. */
export async function issueFromConfiguration(
  tx: Tx,
  ctx: EngineContext,
  { licenseeId, terms }: { licenseeId: string; terms: IssueTerms & { productConfigId: string } },
): Promise<IssueOutcome> {
  const licensed = isUuid(terms.productConfigId) ? await readWhatIsSold(tx, terms.productConfigId) : null;
  return licensed ? issueRecord(tx, ctx, { licenseeId, licensed, terms }) : { kind: "not_found" };
}

async function issueRecord(
  tx: Tx,
  ctx: EngineContext,
  { licenseeId, licensed, terms }: { licenseeId: string; licensed: WhatIsLicensed; terms: IssueTerms },
): Promise<IssueOutcome> {
  const { generateLicenseKey, allowedActivations } = terms;
  const row = rowOf(licensed, terms, startOfUtcDay(ctx.now()));
  const problem = checkTerms(row) ?? checkTexts({ ...textsOf(terms), displayName: terms.displayName });
  if (problem) return problem;
  const tooFew = checkCounts({ allowedActivations });
  if (tooFew) return tooFew;
  const container = await holdContainerOf(tx, licenseeId, terms.licenseContainerId ?? "default");
  if (!container) return { kind: "not_found" };
  const license = await placeLicense(tx, ctx, {
    row: { ...row, licenseContainerId: container.id },
    key: generateLicenseKey ? { allowedActivations } : null,
  });
  return { kind: "issued", license };
}

function rowOf({ model, productConfigInfo, ...copied }: WhatIsLicensed, terms: IssueTerms, today: Date) {
  return {
    ...copied,
    ...(productConfigInfo && { productConfigInfo }),
    ...limitsOf(model),
    ...textsOf(terms),
    qty: terms.qty,
    displayName: terms.displayName ?? copied.displayName,
    qtyEnforcementType: terms.qtyEnforcementType ?? copied.qtyEnforcementType,
    validFrom: terms.validFrom ?? today,
    validUntil: terms.validUntil ?? null,
  };
}

function textsOf(terms: IssueTerms) {
  const { allowedVersionLowerBound, allowedVersionUpperBound, allowedVersionsDisplayName } = terms;
  const { contractReference, orderReference, subscriptionReference, productReference } = terms;
  const versions = { allowedVersionLowerBound, allowedVersionUpperBound, allowedVersionsDisplayName };
  return { ...versions, contractReference, orderReference, subscriptionReference, productReference };
}

function limitsOf({ id, name, ...model }: WhatIsLicensed["model"]) {
  const { concurrentUserDevicesPerSeat, concurrentUserAppInstancesPerSeat, maxAssignmentsPerUser } = model;
  const limits = { concurrentUserDevicesPerSeat, concurrentUserAppInstancesPerSeat, maxAssignmentsPerUser };
  return id === null ? limits : { ...limits, licenseModelId: id, licenseModelName: name };
}
