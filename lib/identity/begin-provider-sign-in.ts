import {
  linkIntentCookieName,
  removeCookie,
  sessionCookieName,
  setCookie,
  type CookieChange,
  type RequestCookies,
} from "./identity-cookie";
import { limitProviderSignIns } from "./limit-provider-sign-ins";
import { linkIntentSeconds, signLinkIntent } from "./link-intent";
import { authOptions, type SignInContext } from "./next-auth/options";
import { runNextAuth } from "./next-auth/run-next-auth";
import { safeReturnUrl } from "./safe-return-url";
import { hashSessionToken } from "./session-token";
import { findSignInMethod, type ProviderId } from "./sign-in-method";

export type BeginAnswer =
  | { kind: "go_to_provider"; url: string; cookies: CookieChange[] }
  | { kind: "unknown_method" }
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "provider_unreachable" };

/**
 * Begins a journey to a provider. With `linkTo` it adds that provider to the user's account; without, it signs in,
 * and any earlier wish to link is forgotten.
 */
export async function beginProviderSignIn(
  ctx: SignInContext,
  input: {
    methodId: unknown;
    returnTo: unknown;
    cookies: RequestCookies;
    linkTo: { userId: string } | null;
    clientAddress: string | null;
  },
): Promise<BeginAnswer> {
  const method = findSignInMethod(ctx.env, input.methodId);
  if (!method) return { kind: "unknown_method" };
  const rate = await limitProviderSignIns(ctx, input.clientAddress);
  if (rate.kind === "limited") return rate;
  const request = { sessionToken: null, linkingUserId: null, account: null };
  const answer = await runNextAuth(
    ctx.env.APP_ORIGIN,
    authOptions(ctx, request, async () => {}),
    {
      action: "signin",
      providerId: method.id,
      method: "POST",
      body: { callbackUrl: safeReturnUrl(input.returnTo) },
      cookies: input.cookies,
    },
  );
  if (answer.error !== null || answer.redirect === null) return { kind: "provider_unreachable" };
  const state = new URL(answer.redirect).searchParams.get("state");
  const intent = await intentCookie(ctx, { ...input, methodId: method.id, state });
  return { kind: "go_to_provider", url: answer.redirect, cookies: [...answer.cookies, intent] };
}

async function intentCookie(
  ctx: SignInContext,
  journey: { methodId: ProviderId; state: string | null; cookies: RequestCookies; linkTo: { userId: string } | null },
): Promise<CookieChange> {
  const { APP_ORIGIN: origin, AUTH_SECRET: secret } = ctx.env;
  const name = linkIntentCookieName(origin);
  const sessionToken = journey.cookies[sessionCookieName(origin)];
  if (!journey.linkTo || !journey.state || !sessionToken) return removeCookie(origin, name);
  const intent = {
    userId: journey.linkTo.userId,
    providerId: journey.methodId,
    sessionHash: hashSessionToken(sessionToken),
    state: journey.state,
  };
  return setCookie(origin, name, await signLinkIntent(intent, secret, ctx.now()), linkIntentSeconds);
}
