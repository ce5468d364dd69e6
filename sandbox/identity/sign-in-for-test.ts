import { createHash, randomBytes } from "node:crypto";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { z } from "zod";
import { sandboxClient } from "./client";

export const appOrigin = "http://localhost:3000";
const redirectUri = `${appOrigin}${sandboxClient.redirectPath}`;
const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  jwks_uri: z.url(),
});
export const tokens = z.object({ id_token: z.string(), access_token: z.string() });

/** A browser without scripts: keeps cookies, follows redirects by hand. */
export function browser() {
  const jar = new Map<string, string>();
  return async (url: string, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: "manual",
      method: form ? "POST" : "GET",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      body: form ? new URLSearchParams(form) : null,
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get("location");
    return {
      status: response.status,
      location: location ? new URL(location, url).href : "",
      body: await response.text(),
    };
  };
}

async function discover(origin: string) {
  return discovery.parse(await (await fetch(`${origin}/identity/.well-known/openid-configuration`)).json());
}

export async function begin(origin: string, visit: ReturnType<typeof browser>, extra: Record<string, string> = {}) {
  const endpoints = await discover(origin);
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: sandboxClient.id,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid profile email",
    state: "state-1",
    nonce: "nonce-1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...extra,
  });
  const page = await visit(`${endpoints.authorization_endpoint}?${query}`);
  return { endpoints, verifier, page };
}

export async function signIn(origin: string, form: Record<string, string>, visit = browser()) {
  const { endpoints, verifier, page } = await begin(origin, visit);
  const resumed = await visit(page.location, form);
  const back = new URL((await visit(resumed.location)).location);
  return { endpoints, verifier, back };
}

export function redeem(endpoint: string, verifier: string, code: string, how: "basic" | "post") {
  const secret = { client_id: sandboxClient.id, client_secret: sandboxClient.secret };
  const basic = Buffer.from(`${secret.client_id}:${secret.client_secret}`).toString("base64");
  return fetch(endpoint, {
    method: "POST",
    headers: how === "basic" ? { authorization: `Basic ${basic}` } : {},
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...(how === "post" ? secret : {}),
    }),
  });
}

export async function identityOf(origin: string, form: Record<string, string>, how: "basic" | "post" = "basic") {
  const { endpoints, verifier, back } = await signIn(origin, form);
  const answer = await redeem(endpoints.token_endpoint, verifier, back.searchParams.get("code") ?? "", how);
  const { id_token, access_token } = tokens.parse(await answer.json());
  const keys = createRemoteJWKSet(new URL(endpoints.jwks_uri));
  const { payload } = await jwtVerify(id_token, keys, { issuer: endpoints.issuer, audience: sandboxClient.id });
  return { payload, id_token, access_token, endpoints };
}
