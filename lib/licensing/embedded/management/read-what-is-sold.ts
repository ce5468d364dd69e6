import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import type { LicenseRecord, ProductConfigInfo, SeatLimits } from "../../entities";
import { builtInModel } from "../built-in-model";
import { findConfigurationToIssue } from "../product-store";

/** All that a license copies from what it is issued of. */
export type WhatIsLicensed = Pick<
  LicenseRecord,
  "productName" | "displayName" | "features" | "qtyDimension" | "qtyEnforcementType" | "productConfigInfo"
> & { model: SeatLimits & { id: string | null; name: string } };

/** The configuration as it is now; null when there is none. */
export async function readWhatIsSold(tx: Tx, productConfigId: string): Promise<WhatIsLicensed | null> {
  const configuration = await findConfigurationToIssue(tx, productConfigId);
  if (!configuration) return null;
  const { product, licenseModel, features, qtyDimension, qtyEnforcementType } = configuration;
  const model = licenseModel ?? builtInModel;
  return {
    productName: product.name,
    displayName: configuration.displayName ?? product.displayName ?? product.name,
    features,
    qtyDimension,
    qtyEnforcementType,
    model,
    productConfigInfo: snapshot(configuration, model.name),
  };
}

type Configuration = NonNullable<Awaited<ReturnType<typeof findConfigurationToIssue>>>;

function snapshot({ product, ...configuration }: Configuration, licenseModelName: string): ProductConfigInfo {
  return {
    id: newId(),
    features: configuration.features,
    licenseModelId: configuration.licenseModelId,
    licenseModelName,
    productConfigId: configuration.id,
    productConfigName: configuration.name,
    productConfigDisplayName: configuration.displayName,
    productId: product.id,
    productName: product.name,
    productDisplayName: product.displayName,
    qtyDimension: configuration.qtyDimension,
    created: configuration.created.toISOString(),
    modified: configuration.modified.toISOString(),
  };
}
