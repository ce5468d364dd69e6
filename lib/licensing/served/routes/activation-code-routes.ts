import { endpointMap as map } from "../../wire/endpoint-map";
import { bind } from "../route";
import { settle } from "../settle";
import { wireCode } from "../wire-records";

export const activationCodeRoutes = {
  listActivationCodes: bind(map.listActivationCodes, async ({ engine }, { query, page }) => {
    return (await engine.management.activationCodes.list({ ...page, ...query })).items.map(wireCode);
  }),
  createActivationCodes: bind(map.createActivationCodes, async ({ engine }, { body }) => {
    const outcome = await engine.management.activationCodes.create(body);
    return settle(outcome, "The product configuration").codes.map(wireCode);
  }),
  deleteActivationCode: bind(map.deleteActivationCode, async ({ engine }, { params }) => {
    settle(await engine.management.activationCodes.delete(params.activationCodeId), "The activation code");
  }),
};
