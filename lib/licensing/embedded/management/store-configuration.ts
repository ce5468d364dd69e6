import { validate as isUuid } from "uuid";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import type { ProductConfiguration } from "../../entities";
import type { Invalid } from "../../management";
import type { ConfigurationEdit, NewConfiguration } from "../../management-input";
import { checkTextList, checkTexts } from "../check-values";
import { insertConfiguration, updateConfiguration } from "../product-store";
import { lockRow } from "../row-lock-store";

export function checkConfiguration(configuration: ConfigurationEdit): Invalid | null {
  const { name, displayName, description, features, externalReferences } = configuration;
  return (
    checkTexts({ name, displayName, description }) ??
    checkTextList("features", features) ??
    checkTextList("externalReferences", externalReferences)
  );
}

/** The license models can't go before the configurations that name them are stored. */
export async function holdModels(tx: Tx, configurations: ConfigurationEdit[]): Promise<Invalid | null> {
  const ids = new Set(
    configurations.map(({ licenseModelId }) => licenseModelId).filter((id) => typeof id === "string"),
  );
  for (const id of ids) {
    if (isUuid(id) && (await lockRow(tx, "keep", "model", id))) continue;
    return { kind: "invalid", field: "licenseModelId", problem: "names no license model" };
  }
  return null;
}

/** Adds one to the product. The caller holds the product and the license model. */
export function addConfiguration(
  tx: Tx,
  product: { productId: string; created: Date },
  configuration: NewConfiguration,
): Promise<ProductConfiguration> {
  return insertConfiguration(tx, {
    ...product,
    ...detailsOf(configuration),
    name: configuration.name,
    id: newId(),
  });
}

/** Null: the product has no such configuration. */
export function changeConfiguration(
  tx: Tx,
  where: { id: string; productId: string },
  edit: ConfigurationEdit,
): Promise<ProductConfiguration | null> {
  return updateConfiguration(tx, where, { ...detailsOf(edit), name: edit.name });
}

function detailsOf(given: ConfigurationEdit) {
  const { displayName, description, features, licenseModelId, qtyDimension, qtyEnforcementType } = given;
  const { externalReferences } = given;
  const names = { displayName, description, features, externalReferences };
  return { ...names, licenseModelId, qtyDimension, qtyEnforcementType };
}
