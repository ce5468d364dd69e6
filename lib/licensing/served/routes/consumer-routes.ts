import type { LicensingManagement } from "../../management";
import { endpointMap as map } from "../../wire/endpoint-map";
import { filterOf, writable } from "../given";
import { bind } from "../route";
import { found, settle } from "../settle";
import { wireConsumer } from "../wire-records";

const what = "The license consumer";

const findBy = async (management: LicensingManagement, by: Parameters<LicensingManagement["consumers"]["find"]>[0]) =>
  wireConsumer(found(await management.consumers.find(by), what));

export const consumerRoutes = {
  listLicenseConsumers: bind(map.listLicenseConsumers, async ({ engine }, { query, page }) => {
    const { items } = await engine.management.consumers.list({ ...page, ...filterOf(query) });
    return items.map(wireConsumer);
  }),
  listLicenseeConsumers: bind(map.listLicenseeConsumers, async ({ engine }, { params, query, page }) => {
    const asked = { ...page, ...filterOf(query) };
    const consumers = await engine.management.consumers.listOfLicensee(params.licenseeId, asked);
    return found(consumers, "The licensee").items.map(wireConsumer);
  }),
  getLicenseConsumer: bind(map.getLicenseConsumer, ({ engine }, { params }) =>
    findBy(engine.management, { id: params.licenseConsumerId }),
  ),
  findLicenseConsumerByEmail: bind(map.findLicenseConsumerByEmail, ({ engine }, { query }) =>
    findBy(engine.management, query),
  ),
  findLicenseConsumerByExternalReference: bind(map.findLicenseConsumerByExternalReference, ({ engine }, { query }) =>
    findBy(engine.management, query),
  ),
  findLicenseConsumerByNaturalId: bind(map.findLicenseConsumerByNaturalId, ({ engine }, { query }) =>
    findBy(engine.management, query),
  ),
  createLicenseConsumer: bind(map.createLicenseConsumer, async ({ engine }, { body }) => {
    return wireConsumer(settle(await engine.management.consumers.create(body), what).consumer);
  }),
  updateLicenseConsumer: bind(map.updateLicenseConsumer, async ({ engine }, { params, body }) => {
    const changes = writable(body, params.licenseConsumerId);
    return wireConsumer(
      settle(await engine.management.consumers.edit(params.licenseConsumerId, changes), what).consumer,
    );
  }),
  deleteLicenseConsumer: bind(map.deleteLicenseConsumer, async ({ engine }, { params }) => {
    settle(await engine.management.consumers.delete(params.licenseConsumerId), what);
  }),
};
