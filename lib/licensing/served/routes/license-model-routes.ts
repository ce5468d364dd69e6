import { endpointMap as map } from "../../wire/endpoint-map";
import { writable } from "../given";
import { bind } from "../route";
import { found, settle } from "../settle";
import { wireModel } from "../wire-records";

const what = "The license model";

export const licenseModelRoutes = {
  listLicenseModels: bind(map.listLicenseModels, async ({ engine }, { page }) => {
    return (await engine.management.licenseModels.list(page)).items.map(wireModel);
  }),
  getLicenseModel: bind(map.getLicenseModel, async ({ engine }, { params }) => {
    return wireModel(found(await engine.management.licenseModels.find(params.licenseModelId), what));
  }),
  createLicenseModel: bind(map.createLicenseModel, async ({ engine }, { body }) => {
    return wireModel(settle(await engine.management.licenseModels.create(body), what).model);
  }),
  updateLicenseModel: bind(map.updateLicenseModel, async ({ engine }, { params, body }) => {
    const { licenseModelId: id } = params;
    return wireModel(settle(await engine.management.licenseModels.edit(id, writable(body, id)), what).model);
  }),
  deleteLicenseModel: bind(map.deleteLicenseModel, async ({ engine }, { params }) => {
    settle(await engine.management.licenseModels.delete(params.licenseModelId), what);
  }),
};
