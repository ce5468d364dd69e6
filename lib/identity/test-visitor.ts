import { createServer, type Server } from "node:http";
import { createIdentitySandbox } from "@/sandbox/identity/server";
import { sandboxClient } from "@/sandbox/identity/client";
import { browser } from "@/sandbox/identity/sign-in-for-test";
import { beginProviderSignIn } from "./begin-provider-sign-in";
import { confirmSignInLink } from "./confirm-sign-in-link";
import { findSignedInUser } from "./find-signed-in-user";
import { finishProviderSignIn } from "./finish-provider-sign-in";
import { sessionCookieName, type CookieChange } from "./identity-cookie";
import type { SignInContext } from "./next-auth/options";
import { requestSignInLink, type SignInLink } from "./request-sign-in-link";

const appOrigin = "http://localhost:3000";

export const testSettings = {
  APP_ORIGIN: appOrigin,
  AUTH_SECRET: "a secret of at least thirty-two characters",
  OIDC_CLIENT_ID: sandboxClient.id,
  OIDC_CLIENT_SECRET: sandboxClient.secret,
} as const;

/** The real OpenID provider of the sandbox, on a free port. */
export async function startProvider(): Promise<{ issuer: string; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const origin = `http://127.0.0.1:${address.port}`;
  const identity = await createIdentitySandbox({ origin, dataFolder: null, appOrigin });
  server.on("request", identity.handle);
  return { issuer: `${origin}/identity`, server };
}

export interface Person {
  name: string;
  email: string;
  verified: boolean;
}

/** A browser of one person at the app: keeps the app's cookies, walks the provider's pages like a browser would. */
export function createVisitor(ctx: SignInContext, sent: SignInLink[]) {
  const jar = new Map<string, string>();
  const keep = (changes: CookieChange[]) => {
    for (const { name, value, maxAgeSeconds } of changes) {
      if (maxAgeSeconds === 0) jar.delete(name);
      else jar.set(name, value);
    }
  };
  const cookies = () => Object.fromEntries(jar);
  const sessionToken = () => jar.get(sessionCookieName(appOrigin)) ?? null;
  return {
    jar,
    sessionToken,
    user: async () => (sessionToken() ? findSignedInUser(ctx, sessionToken() ?? "") : null),
    ...linkJourney(ctx, sent, cookies, keep),
    ...providerJourney(ctx, cookies, keep),
  };
}

type Cookies = () => Record<string, string>;
type Keep = (changes: CookieChange[]) => void;

function linkJourney(ctx: SignInContext, sent: SignInLink[], cookies: Cookies, keep: Keep) {
  return {
    askForLink: (email: string, clientAddress: string | null = null) =>
      requestSignInLink(
        { ...ctx, sendSignInLink: async (link) => void sent.push(link) },
        { email, returnTo: "/portal", clientAddress },
      ),
    openLink: async (link: SignInLink | undefined) => {
      const query = new URL(link?.url ?? appOrigin).searchParams;
      const [email, token] = [query.get("email") ?? "", query.get("token") ?? ""];
      const answer = await confirmSignInLink(ctx, { email, token, returnTo: "/portal", cookies: cookies() });
      if (answer.kind === "signed_in") keep(answer.cookies);
      return answer;
    },
  };
}

function providerJourney(ctx: SignInContext, cookies: Cookies, keep: Keep) {
  const begin = async (linkTo: { userId: string } | null) => {
    const begun = await beginProviderSignIn(ctx, {
      methodId: "oidc",
      returnTo: "/portal",
      cookies: cookies(),
      linkTo,
      clientAddress: null,
    });
    if (begun.kind !== "go_to_provider") throw new Error(begun.kind);
    keep(begun.cookies);
    return begun.url;
  };
  const finish = async (query: Record<string, string>) => {
    const answer = await finishProviderSignIn(ctx, {
      methodId: "oidc",
      query,
      cookies: cookies(),
      clientAddress: null,
    });
    if (answer.kind !== "unknown_method") keep(answer.cookies);
    return answer;
  };
  return {
    begin,
    finish,
    atProvider: walkProvider,
    signInByProvider: async (person: Person) => finish(await walkProvider(await begin(null), person)),
    link: async (userId: string, person: Person) => finish(await walkProvider(await begin({ userId }), person)),
  };
}

/** From the authorization address to the answer that the provider sends to the app. */
async function walkProvider(url: string, person: Person | "cancel"): Promise<Record<string, string>> {
  const visit = browser();
  const { location: page } = await visit(url);
  const answered = await (person === "cancel" ? visit(`${page}/cancel`, {}) : visit(page, formOf(person)));
  const { location } = await visit(answered.location);
  return Object.fromEntries(new URL(location).searchParams);
}

function formOf(person: Person): Record<string, string> {
  return { name: person.name, email: person.email, ...(person.verified ? { email_verified: "yes" } : {}) };
}
