import { sessionCookieName, type CookieChange, type RequestCookies } from "./identity-cookie";
import { authOptions, type SignInContext } from "./next-auth/options";
import { runNextAuth } from "./next-auth/run-next-auth";
import { safeReturnUrl } from "./safe-return-url";

export type ConfirmAnswer =
  { kind: "signed_in"; returnTo: string; cookies: CookieChange[] } | { kind: "link_used_or_expired" };

/** Uses the link up and signs in with a new session; a session that this browser had before is ended. */
export async function confirmSignInLink(
  ctx: SignInContext,
  input: { email: string; token: string; returnTo: unknown; cookies: RequestCookies },
): Promise<ConfirmAnswer> {
  const returnTo = safeReturnUrl(input.returnTo);
  const sessionToken = input.cookies[sessionCookieName(ctx.env.APP_ORIGIN)] ?? null;
  const request = { sessionToken, linkingUserId: null, account: null };
  const answer = await runNextAuth(ctx.env.APP_ORIGIN, authOptions(ctx, request, refuseToSend), {
    action: "callback",
    providerId: "email",
    method: "GET",
    query: { email: input.email, token: input.token, callbackUrl: returnTo },
    cookies: input.cookies,
  });
  switch (answer.error) {
    case null:
      return { kind: "signed_in", returnTo, cookies: answer.cookies };
    case "Verification":
    case "configuration":
      return { kind: "link_used_or_expired" };
    default:
      throw new Error(`The sign-in link failed: ${answer.error}`);
  }
}

async function refuseToSend(): Promise<void> {
  throw new Error("Nothing is sent while a link is opened");
}
