import { Provider, interactionPolicy, type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import type { AccountBook } from "./account-book";
import { sandboxAppClient, sandboxClient } from "./client";
import type { ProviderKeys } from "./load-keys";
import { createMemoryAdapter } from "./memory-adapter";
import { problemPage, render } from "./pages";

const hourSeconds = 3600;

/** The certified provider, set up as a strict one would be: PKCE required, exact redirect address, RS256. */
export function configureProvider(input: {
  issuer: string;
  appOrigin: string;
  keys: ProviderKeys;
  accounts: AccountBook;
}): Provider {
  return new Provider(input.issuer, {
    ...protocol,
    jwks: input.keys.jwks,
    cookies: { names: cookieNames, keys: input.keys.cookieKeys },
    clients: [clientOf(input.appOrigin), desktopClient],
    adapter: createMemoryAdapter(),
    findAccount: (_ctx, sub) => findAccount(input.accounts, sub),
    interactions: {
      url: (_ctx, interaction) => `${new URL(input.issuer).pathname}/interaction/${interaction.uid}`,
      policy: alwaysAsk(),
    },
    loadExistingGrant: grantWithoutAsking,
    renderError: async (ctx, out) => {
      ctx.type = "html";
      ctx.body = await render(problemPage(out.error_description ?? out.error));
    },
  });
}

const protocol = {
  claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
  // Most providers put the claims of the scopes into the ID token; so does this one.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  ttl: {
    AccessToken: hourSeconds,
    AuthorizationCode: 60,
    Grant: hourSeconds,
    IdToken: hourSeconds,
    Interaction: hourSeconds,
    Session: hourSeconds,
  },
} satisfies Configuration;

// Browsers share cookies between all ports of localhost, so these have names of their own.
const cookieNames = {
  session: "usher_sandbox_idp",
  interaction: "usher_sandbox_idp_step",
  resume: "usher_sandbox_idp_resume",
};

/** The app is the operator's own, so nobody is asked whether it may see name and address. */
async function grantWithoutAsking(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile email");
  await grant.save();
  return grant;
}

function clientOf(appOrigin: string) {
  return {
    client_id: sandboxClient.id,
    client_secret: sandboxClient.secret,
    redirect_uris: [`${appOrigin}${sandboxClient.redirectPath}`],
    post_logout_redirect_uris: [appOrigin],
    grant_types: ["authorization_code"],
    response_types: ["code" as const],
    id_token_signed_response_alg: "RS256" as const,
  };
}

/** Any port of this computer will do (RFC 8252). */
const desktopClient = {
  client_id: sandboxAppClient.id,
  application_type: "native" as const,
  token_endpoint_auth_method: "none" as const,
  redirect_uris: [sandboxAppClient.redirectUri],
  grant_types: ["authorization_code"],
  response_types: ["code" as const],
  id_token_signed_response_alg: "RS256" as const,
};

async function findAccount(accounts: AccountBook, sub: string) {
  const account = accounts.find(sub);
  if (!account) return undefined;
  const { name, email, emailVerified } = account;
  return { accountId: sub, claims: () => ({ sub, name, email, email_verified: emailVerified }) };
}

/** A sandbox is for trying several people in one browser: who signs in is asked every time. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  // Nobody is asked for consent here, for programs on a desktop neither.
  policy.get("consent")?.checks.remove("native_client_prompt");
  const { Check } = interactionPolicy;
  policy
    .get("login")
    ?.checks.add(
      new Check("always_ask", "Who signs in is asked every time", (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}
