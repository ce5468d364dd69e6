import type { AuthOptions } from "next-auth";
import type { EmailConfig } from "next-auth/providers/email";
import type { Db } from "@/lib/db/client";
import { normalizeEmail } from "@/lib/identity/email-address";
import { isSecureOrigin, sessionCookieName } from "@/lib/identity/identity-cookie";
import { safeReturnUrl } from "@/lib/identity/safe-return-url";
import { newSessionToken, sessionSeconds } from "@/lib/identity/session-token";
import type { SignInSettings } from "@/lib/identity/sign-in-method";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "@/lib/observability/log";
import { createAdapter, type SignInRequest } from "./adapter";
import { oauthProviders } from "./providers";

export interface SignInContext {
  db: Db;
  now: Clock;
  log: Log;
  env: SignInSettings;
}

/** Hands the link over to the mail host; throws when it can't. */
export type SendLink = (link: { to: string; token: string }) => Promise<void>;

export const linkMinutes = 30;

/** next-auth's settings for one request. */
export function authOptions(ctx: SignInContext, request: SignInRequest, sendLink: SendLink): AuthOptions {
  const secure = isSecureOrigin(ctx.env.APP_ORIGIN);
  return {
    secret: ctx.env.AUTH_SECRET,
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(ctx.env.APP_ORIGIN),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    session: { strategy: "database", maxAge: sessionSeconds, generateSessionToken: newSessionToken },
    adapter: createAdapter(ctx, request),
    providers: [emailLink(sendLink), ...oauthProviders(ctx.env)],
    callbacks: {
      redirect: ({ url, baseUrl }) =>
        `${baseUrl}${safeReturnUrl(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url)}`,
      signIn: ({ account }) => {
        if (account) {
          const { type, provider, providerAccountId } = account;
          request.account = { type, provider, providerAccountId };
        }
        return true;
      },
    },
    logger: quietLogger(ctx.log),
  };
}

function emailLink(sendLink: SendLink): EmailConfig {
  return {
    id: "email",
    type: "email",
    name: "Email",
    server: "",
    from: "",
    maxAge: linkMinutes * 60,
    options: {},
    normalizeIdentifier: (typed) => {
      const address = normalizeEmail(typed);
      if (address === null) throw new Error("Not one e-mail address");
      return address;
    },
    sendVerificationRequest: ({ identifier, token }) => sendLink({ to: identifier, token }),
  };
}

/** Codes and error texts only: next-auth's own logger prints whole profiles. */
function quietLogger(log: Log): AuthOptions["logger"] {
  return {
    error: (code, metadata) => log.warn({ code, reason: reasonOf(metadata) }, "A sign-in failed"),
    warn: (code) => log.debug({ code }, "next-auth warns"),
    debug: () => {},
  };
}

function reasonOf(metadata: unknown): string {
  const error = typeof metadata === "object" && metadata !== null && "error" in metadata ? metadata.error : metadata;
  return error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
}
