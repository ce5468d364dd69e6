import { endpointMap as map } from "../../wire/endpoint-map";
import { writable } from "../given";
import { bind } from "../route";
import { found, settle } from "../settle";
import { wireConsumer, wireContainer } from "../wire-records";

const what = "The license container";
const either = "The license container or consumer";

export const containerRoutes = {
  listLicenseContainers: bind(map.listLicenseContainers, async ({ engine }, { params, page }) => {
    const containers = found(await engine.management.containers.list(params.licenseeId, page), "The licensee");
    return containers.items.map(wireContainer);
  }),
  createLicenseContainer: bind(map.createLicenseContainer, async ({ engine }, { params, body }) => {
    const outcome = await engine.management.containers.create(params.licenseeId, body);
    return wireContainer(settle(outcome, "The licensee").container);
  }),
  getLicenseContainer: bind(map.getLicenseContainer, async ({ engine }, { params }) => {
    const container = await engine.management.containers.find(params.licenseeId, params.licenseContainerId);
    return wireContainer(found(container, what));
  }),
  updateLicenseContainer: bind(map.updateLicenseContainer, async ({ engine }, { params, body }) => {
    const { licenseeId, licenseContainerId: id } = params;
    const outcome = await engine.management.containers.edit(licenseeId, id, writable(body, id));
    return wireContainer(settle(outcome, what).container);
  }),
  deleteLicenseContainer: bind(map.deleteLicenseContainer, async ({ engine }, { params }) => {
    settle(await engine.management.containers.delete(params.licenseeId, params.licenseContainerId), what);
  }),
  listContainerConsumers: bind(map.listContainerConsumers, async ({ engine }, { params, page }) => {
    const { licenseeId, licenseContainerId } = params;
    const consumers = await engine.management.containers.listConsumers(licenseeId, licenseContainerId, page);
    return found(consumers, what).items.map(wireConsumer);
  }),
  grantContainerAccess: bind(map.grantContainerAccess, async ({ engine }, { params }) => {
    const { licenseeId, licenseContainerId, licenseConsumerId } = params;
    settle(await engine.management.containers.grantAccess(licenseeId, licenseContainerId, licenseConsumerId), either);
  }),
  withdrawContainerAccess: bind(map.withdrawContainerAccess, async ({ engine }, { params }) => {
    const { licenseeId, licenseContainerId, licenseConsumerId } = params;
    settle(
      await engine.management.containers.withdrawAccess(licenseeId, licenseContainerId, licenseConsumerId),
      either,
    );
  }),
};
