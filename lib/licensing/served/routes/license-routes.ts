import type { LicenseRecord } from "../../entities";
import type { LicensingManagement } from "../../management";
import { endpointMap as map } from "../../wire/endpoint-map";
import { badRequest } from "../api-error";
import { filterOf } from "../given";
import { bind } from "../route";
import { found, settle } from "../settle";
import { wireLicense, wireMetadata } from "../wire-records";

const what = "The license";
const issuing = "The licensee, container or product configuration";

/** The whole license, its key included: whoever may read licenses may read their keys, as in 10Duke Scale. */
async function whole({ licenses }: LicensingManagement, license: LicenseRecord) {
  const { licenseeId, id, references } = license;
  const licenseKey = license.licenseKey ? await licenses.revealKey(licenseeId, id) : null;
  return { ...wireLicense(license, { licenseKey }), ...references, licenseMetadata: wireMetadata(license) };
}

/** One after the other: inside a transaction there is one connection. */
async function all(management: LicensingManagement, licenses: LicenseRecord[]) {
  const answered: Awaited<ReturnType<typeof whole>>[] = [];
  for (const license of licenses) answered.push(await whole(management, license));
  return answered;
}

export const licenseRoutes = {
  listLicenses: bind(map.listLicenses, async ({ engine }, { params, query, page }) => {
    const asked = { ...page, ...filterOf(query) };
    const licenses = found(await engine.management.licenses.list(params.licenseeId, asked), "The licensee");
    return await all(engine.management, licenses.items);
  }),
  getLicense: bind(map.getLicense, async ({ engine }, { params }) => {
    const license = await engine.management.licenses.find(params.licenseeId, params.licenseId);
    return await whole(engine.management, found(license, what));
  }),
  issueProductLicense: bind(map.issueProductLicense, async ({ engine }, { params, body }) => {
    const outcome = await engine.management.licenses.issueProductLicense(params.licenseeId, body);
    return await whole(engine.management, settle(outcome, issuing).license);
  }),
  issueFeatureLicense: bind(map.issueFeatureLicense, async ({ engine }, { params, body }) => {
    const outcome = await engine.management.licenses.issueFeatureLicense(params.licenseeId, body);
    return await whole(engine.management, settle(outcome, issuing).license);
  }),
  redeemActivationCode: bind(map.redeemActivationCode, async ({ engine }, { params, body }) => {
    const { activationCode: code, licenseContainerId } = body;
    const outcome = await engine.management.activationCodes.redeem(params.licenseeId, { code, licenseContainerId });
    return await whole(engine.management, settle(outcome, "The activation code, licensee or container").license);
  }),
  updateLicenseValidity: bind(map.updateLicenseValidity, async ({ engine }, { params, body }) => {
    const outcome = await engine.management.licenses.editValidity(params.licenseeId, params.licenseId, body);
    return await whole(engine.management, settle(outcome, what).license);
  }),
  moveLicense: bind(map.moveLicense, async ({ engine }, { params, body }) => {
    const { licenseeId, licenseId } = params;
    const outcome = await engine.management.licenses.move(licenseeId, licenseId, body.licenseContainerId);
    return await whole(engine.management, settle(outcome, "The license or container").license);
  }),
  revokeLicenses: bind(map.revokeLicenses, async ({ engine }, { params, query, body = {} }) => {
    const twice = Object.keys(body).find((field) => field in query);
    if (twice !== undefined) throw badRequest(`${twice} stands in the query and in the body`);
    const outcome = await engine.management.licenses.revoke(params.licenseeId, { ...query, ...body });
    return await all(engine.management, settle(outcome, "The licensee").licenses);
  }),
  deleteLicense: bind(map.deleteLicense, async ({ engine }, { params }) => {
    settle(await engine.management.licenses.delete(params.licenseeId, params.licenseId), what);
  }),
};
