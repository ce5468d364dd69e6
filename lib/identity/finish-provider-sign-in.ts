import type { Tx } from "@/lib/db/client";
import { findSignedInUser } from "./find-signed-in-user";
import {
  linkIntentCookieName,
  removeCookie,
  sessionCookieName,
  type CookieChange,
  type RequestCookies,
} from "./identity-cookie";
import { limitProviderSignIns } from "./limit-provider-sign-ins";
import { readLinkIntent } from "./link-intent";
import type { SignInRequest } from "./next-auth/adapter";
import { authOptions, type SignInContext } from "./next-auth/options";
import { runNextAuth } from "./next-auth/run-next-auth";
import { safeReturnUrl } from "./safe-return-url";
import { hashSessionToken } from "./session-token";
import { findSignInMethod } from "./sign-in-method";

/** Why a journey to a provider ended without a sign-in; each has its own words on the page that shows it. */
export const signInProblems = ["canceled", "not_linked", "belongs_to_other", "too_often", "failed"] as const;

export type SignInProblem = (typeof signInProblems)[number];

/** For a mail to the person whose account got another way in; null: there is no address to write to. */
export interface LinkNews {
  accountId: string;
  methodName: string;
  email: string | null;
}

export type FinishAnswer =
  | { kind: "signed_in"; returnTo: string; cookies: CookieChange[] }
  | { kind: "linked"; userId: string; returnTo: string; cookies: CookieChange[] }
  | { kind: "failed"; problem: SignInProblem; linking: boolean; cookies: CookieChange[] }
  | { kind: "unknown_method" };

/**
 * Takes a provider's answer. Only with a fresh wish of the same user, session and journey is the identity linked to
 * the account that is signed in; otherwise it signs in as itself, with a new session that replaces the present one.
 */
export async function finishProviderSignIn(
  ctx: SignInContext & { tellLinked?: (tx: Tx, link: LinkNews) => Promise<void> },
  input: {
    methodId: string;
    query: Record<string, string>;
    cookies: RequestCookies;
    clientAddress: string | null;
  },
): Promise<FinishAnswer> {
  const method = findSignInMethod(ctx.env, input.methodId);
  if (!method) return { kind: "unknown_method" };
  // Its own cookies can be sent again and again, and each time we would ask the provider.
  const rate = await limitProviderSignIns(ctx, input.clientAddress);
  if (rate.kind === "limited") return { kind: "failed", problem: "too_often", linking: false, cookies: [] };
  const origin = ctx.env.APP_ORIGIN;
  const sessionToken = input.cookies[sessionCookieName(origin)] ?? null;
  const linkingUserId = await findLinkingUser(ctx, { ...input, methodId: method.id, sessionToken });
  const onLinked: SignInRequest["onLinked"] = async (tx, link) =>
    ctx.tellLinked?.(tx, { ...link, methodName: method.name });
  const options = authOptions(ctx, { sessionToken, linkingUserId, onLinked, account: null }, async () => {});
  const answer = await runNextAuth(origin, options, {
    action: "callback",
    providerId: method.id,
    method: "GET",
    query: input.query,
    cookies: input.cookies,
  });
  const cookies = [...answer.cookies, removeCookie(origin, linkIntentCookieName(origin))];
  const linking = linkingUserId !== null;
  if (answer.error !== null || answer.redirect === null) {
    return { kind: "failed", problem: problemOf(answer.error, input.query.error, linking), linking, cookies };
  }
  const returnTo = safeReturnUrl(answer.redirect.slice(origin.length), "/");
  if (linking) return { kind: "linked", userId: linkingUserId, returnTo, cookies };
  return { kind: "signed_in", returnTo, cookies };
}

/** The signed-in user who asked for this very link, or null: then this is a sign-in like any other. */
async function findLinkingUser(
  ctx: SignInContext,
  journey: { methodId: string; query: Record<string, string>; cookies: RequestCookies; sessionToken: string | null },
): Promise<string | null> {
  if (journey.sessionToken === null) return null;
  const intent = await readLinkIntent(
    journey.cookies[linkIntentCookieName(ctx.env.APP_ORIGIN)],
    {
      providerId: journey.methodId,
      sessionHash: hashSessionToken(journey.sessionToken),
      state: journey.query.state ?? "",
    },
    ctx.env.AUTH_SECRET,
    ctx.now(),
  );
  if (!intent) return null;
  const user = await findSignedInUser(ctx, journey.sessionToken);
  return user?.id === intent.userId ? user.id : null;
}

function problemOf(error: string | null, providerError: string | undefined, linking: boolean): SignInProblem {
  if (providerError === "access_denied") return "canceled";
  if (error === "OAuthAccountNotLinked") return linking ? "belongs_to_other" : "not_linked";
  return "failed";
}
