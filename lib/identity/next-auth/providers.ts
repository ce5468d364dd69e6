import { decodeJwt } from "jose";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { normalizeEmail } from "@/lib/identity/email-address";
import type { SignInSettings } from "@/lib/identity/sign-in-method";

const deadlineMs = 10_000;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const claims = z.object({
  sub: z.string().min(1),
  iss: text,
  name: text,
  email: text,
  email_verified: z.union([z.boolean(), z.literal("true"), z.literal("false")]).nullish(),
  // Microsoft's answer to "does the tenant own this address's domain?"; its `email` claim alone proves nothing.
  xms_edov: z.union([z.boolean(), z.number(), z.string()]).nullish(),
});
const gitHubUser = z.object({ id: z.number(), login: z.string(), name: text });
const gitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

type Claims = z.infer<typeof claims>;

/** Who the provider says it is. An address that the provider has not verified is not taken at all (decision 0020). */
function profileOf(id: string, name: string | null, email: string | null) {
  return { id, name, email };
}

function verifiedEmail(found: Claims): string | null {
  return found.email_verified === true || found.email_verified === "true" ? normalizeEmail(found.email) : null;
}

/** The configured providers as next-auth wants them: PKCE, state and, where there is an ID token, a nonce. */
export function oauthProviders(settings: SignInSettings): OAuthConfig<unknown>[] {
  return [...genericOidc(settings), ...google(settings), ...entra(settings), ...gitHub(settings)];
}

function openId(input: {
  id: string;
  wellKnown: string;
  clientId: string;
  clientSecret: string;
  profile: (found: Claims) => ReturnType<typeof profileOf>;
}): OAuthConfig<unknown> {
  return {
    id: input.id,
    name: input.id,
    type: "oauth",
    wellKnown: input.wellKnown,
    clientId: input.clientId,
    clientSecret: input.clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid profile email" } },
    httpOptions: { timeout: deadlineMs },
    // Some providers keep the address out of the ID token; their userinfo has it, for the same subject.
    userinfo: {
      request: async ({ client, tokens }) => {
        // next-auth has verified the ID token by now.
        const known = claims.parse(decodeJwt(tokens.id_token ?? ""));
        if (known.email || !tokens.access_token) return known;
        const more = claims.parse(await client.userinfo(tokens.access_token));
        if (more.sub !== known.sub) throw new Error("The userinfo is about somebody else than the ID token");
        return { ...more, iss: known.iss };
      },
    },
    profile: (found) => input.profile(claims.parse(found)),
  };
}

function genericOidc(settings: SignInSettings): OAuthConfig<unknown>[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (!issuer || !clientId || !clientSecret) return [];
  const wellKnown = `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  // A subject is unique within its issuer only, and the issuer is a setting that can change.
  const profile = (found: Claims) =>
    profileOf(`${found.iss ?? issuer}#${found.sub}`, found.name ?? null, verifiedEmail(found));
  return [openId({ id: "oidc", wellKnown, clientId, clientSecret, profile })];
}

function google(settings: SignInSettings): OAuthConfig<unknown>[] {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = settings;
  if (!clientId || !clientSecret) return [];
  const wellKnown = "https://accounts.google.com/.well-known/openid-configuration";
  const profile = (found: Claims) => profileOf(found.sub, found.name ?? null, verifiedEmail(found));
  return [openId({ id: "google", wellKnown, clientId, clientSecret, profile })];
}

function entra(settings: SignInSettings): OAuthConfig<unknown>[] {
  const { ENTRA_TENANT_ID: tenant, ENTRA_CLIENT_ID: clientId, ENTRA_CLIENT_SECRET: clientSecret } = settings;
  if (!tenant || !clientId || !clientSecret) return [];
  const wellKnown = `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`;
  const profile = (found: Claims) => {
    const owned = [true, 1, "1", "true"].some((word) => word === found.xms_edov);
    return profileOf(found.sub, found.name ?? null, owned ? normalizeEmail(found.email) : null);
  };
  return [openId({ id: "azure-ad", wellKnown, clientId, clientSecret, profile })];
}

function gitHub(settings: SignInSettings): OAuthConfig<unknown>[] {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = settings;
  if (!clientId || !clientSecret) return [];
  const user = gitHubUser.extend({ email: text });
  return [
    {
      id: "github",
      name: "github",
      type: "oauth",
      clientId,
      clientSecret,
      checks: ["pkce", "state"],
      authorization: { url: "https://github.com/login/oauth/authorize", params: { scope: "read:user user:email" } },
      token: "https://github.com/login/oauth/access_token",
      httpOptions: { timeout: deadlineMs },
      userinfo: { request: async ({ tokens }) => gitHubProfile(tokens.access_token ?? "") },
      profile: (found) => {
        const { id, login, name, email } = user.parse(found);
        return profileOf(String(id), name ?? login, normalizeEmail(email));
      },
    },
  ];
}

async function gitHubProfile(accessToken: string) {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`https://api.github.com${path}`, {
      headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${path}`);
    return answer.json();
  };
  const [user, emails] = await Promise.all([ask("/user"), ask("/user/emails")]);
  const primary = gitHubEmails.parse(emails).find((entry) => entry.primary && entry.verified);
  return { ...gitHubUser.parse(user), email: primary?.email };
}
