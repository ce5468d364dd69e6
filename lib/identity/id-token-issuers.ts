import type { Env } from "@/lib/env";
import type { ProviderId, SignInSettings } from "./sign-in-method";

/** A configured provider whose ID tokens prove who somebody is, and how its keys are found. */
export type IdTokenIssuer = { provider: ProviderId; issuer: string; discoveryUrl: string; audience: string };

/** The OpenID Connect providers that people sign in with. GitHub issues no ID tokens. */
export function idTokenIssuers(settings: SignInSettings & Pick<Env, "OIDC_APP_CLIENT_IDS">): IdTokenIssuer[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_APP_CLIENT_IDS, GOOGLE_CLIENT_ID, ENTRA_TENANT_ID, ENTRA_CLIENT_ID } =
    settings;
  return [
    ...(OIDC_ISSUER && OIDC_CLIENT_ID
      ? [OIDC_CLIENT_ID, ...OIDC_APP_CLIENT_IDS].map((audience) => issuerOf("oidc", OIDC_ISSUER, audience))
      : []),
    ...(GOOGLE_CLIENT_ID ? [issuerOf("google", "https://accounts.google.com", GOOGLE_CLIENT_ID)] : []),
    ...(ENTRA_TENANT_ID && ENTRA_CLIENT_ID
      ? [issuerOf("azure-ad", `https://login.microsoftonline.com/${ENTRA_TENANT_ID}/v2.0`, ENTRA_CLIENT_ID)]
      : []),
  ];
}

function issuerOf(provider: ProviderId, issuer: string, audience: string): IdTokenIssuer {
  const discoveryUrl = `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  return { provider, issuer, discoveryUrl, audience };
}
