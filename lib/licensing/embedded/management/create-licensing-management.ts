import type { LicensingManagement } from "../../management";
import type { EngineContext } from "../engine-context";
import { manageActivationCodes } from "./manage-activation-codes";
import { manageConsumers } from "./manage-consumers";
import { manageContainers } from "./manage-containers";
import { manageLicenseModels } from "./manage-license-models";
import { manageLicensees } from "./manage-licensees";
import { manageLicenses } from "./manage-licenses";
import { manageProducts } from "./manage-products";

export function createLicensingManagement(ctx: EngineContext): LicensingManagement {
  return {
    within: (db) => createLicensingManagement({ ...ctx, db }),
    licensees: manageLicensees(ctx),
    containers: manageContainers(ctx),
    consumers: manageConsumers(ctx),
    products: manageProducts(ctx),
    licenseModels: manageLicenseModels(ctx),
    licenses: manageLicenses(ctx),
    activationCodes: manageActivationCodes(ctx),
  };
}
