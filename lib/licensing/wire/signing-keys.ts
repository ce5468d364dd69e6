import { z } from "zod";
import { maybeText, stored, uuid } from "./fields";
import { shape } from "./operation";

const signingKey = z
  .looseObject({ ...stored, kid: maybeText, active: z.boolean().optional(), retired: maybeText })
  .meta({ id: "LicensingSigningKey", description: "The public half of a key pair that signs license tokens." });

const jwks = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) }).meta({ id: "Jwks" });
const ofKey = z.strictObject({ signingKeyId: uuid });

export const signingKeys = {
  generate: shape({
    summary: "Generate a signing key pair, not yet active",
    access: "LicensingSigningKey.write",
    response: signingKey,
    status: 201,
  }),
  activate: shape({
    summary: "Sign with this key from now on; older keys stay in the set, so that older tokens verify",
    access: "LicensingSigningKey.write",
    params: ofKey,
    response: signingKey,
  }),
  delete: shape({
    summary: "Delete a signing key that is not active; tokens signed with it no longer verify",
    access: "LicensingSigningKey.write",
    params: ofKey,
  }),
  jwks: shape({ summary: "The public keys that license tokens are verified with", access: "public", response: jwks }),
};
