import { endpointMap as map } from "../../wire/endpoint-map";
import { conflict, notFound } from "../api-error";
import { bind } from "../route";
import { found } from "../settle";
import { wireSigningKey } from "../wire-records";

const what = "The signing key";

export const signingKeyRoutes = {
  generateSigningKey: bind(map.generateSigningKey, async ({ engine }) => {
    return wireSigningKey(await engine.checkout.generateSigningKey());
  }),
  activateSigningKey: bind(map.activateSigningKey, async ({ engine }, { params }) => {
    return wireSigningKey(found(await engine.checkout.activateSigningKey(params.signingKeyId), what));
  }),
  deleteSigningKey: bind(map.deleteSigningKey, async ({ engine }, { params }) => {
    const outcome = await engine.checkout.deleteSigningKey(params.signingKeyId);
    if (outcome === "not_found") throw notFound(what);
    if (outcome === "active") throw conflict("The active key can't be deleted: activate another one first");
  }),
  getJwks: bind(map.getJwks, async ({ engine }) => await engine.checkout.publicKeys()),
};
