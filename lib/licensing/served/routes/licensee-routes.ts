import type { LicensingManagement } from "../../management";
import { endpointMap as map } from "../../wire/endpoint-map";
import { badRequest } from "../api-error";
import { filterOf, writable } from "../given";
import { bind } from "../route";
import { found, settle } from "../settle";
import { wireLicensee } from "../wire-records";

const what = "The licensee";

const findBy = async (management: LicensingManagement, by: Parameters<LicensingManagement["licensees"]["find"]>[0]) =>
  wireLicensee(found(await management.licensees.find(by), what));

export const licenseeRoutes = {
  listLicensees: bind(map.listLicensees, async ({ engine }, { query, page }) => {
    const { items } = await engine.management.licensees.list({ ...page, ...filterOf(query) });
    return items.map(wireLicensee);
  }),
  getLicensee: bind(map.getLicensee, ({ engine }, { params }) => findBy(engine.management, { id: params.licenseeId })),
  findLicenseeByNaturalId: bind(map.findLicenseeByNaturalId, ({ engine }, { query }) =>
    findBy(engine.management, query),
  ),
  findLicenseeByEmail: bind(map.findLicenseeByEmail, ({ engine }, { query }) => findBy(engine.management, query)),
  findLicenseeByExternalReference: bind(map.findLicenseeByExternalReference, ({ engine }, { query }) =>
    findBy(engine.management, query),
  ),
  setupUser: bind(map.setupUser, async ({ engine }, { body }) => {
    return wireLicensee(settle(await engine.management.licensees.setupUser(body), what).licensee);
  }),
  setupOrganization: bind(map.setupOrganization, async ({ engine }, { body }) => {
    return wireLicensee(settle(await engine.management.licensees.setupOrganization(body), what).licensee);
  }),
  updateLicensee: bind(map.updateLicensee, async ({ engine }, { params, body }) => {
    const { type, ...changes } = writable(body, params.licenseeId);
    const { licensee } = settle(await engine.management.licensees.edit(params.licenseeId, changes), what);
    // The change is undone with the transaction around it.
    if (type !== undefined && type !== licensee.type) throw badRequest("The type of a licensee can't change");
    return wireLicensee(licensee);
  }),
  deleteUser: bind(map.deleteUser, async ({ engine }, { query }) => {
    const { licenseeId, email } = query;
    if (licenseeId !== undefined) settle(await engine.management.licensees.deleteUser({ id: licenseeId }), what);
    if (email !== undefined) settle(await engine.management.licensees.deleteUser({ email }), what);
  }),
  deleteLicensee: bind(map.deleteLicensee, async ({ engine }, { params }) => {
    settle(await engine.management.licensees.delete(params.licenseeId), what);
  }),
};
