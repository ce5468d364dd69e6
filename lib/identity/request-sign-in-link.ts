import { limitRate } from "@/lib/db/limit-rate";
import { AdapterError } from "@/lib/kernel/errors";
import { normalizeEmail } from "./email-address";
import { authOptions, linkMinutes, type SendLink, type SignInContext } from "./next-auth/options";
import { runNextAuth } from "./next-auth/run-next-auth";
import { safeReturnUrl } from "./safe-return-url";

export type SignInLinkAnswer =
  | { kind: "sent"; email: string }
  | { kind: "invalid_address" }
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "address_refused" }
  | { kind: "mail_host_down" };

export interface SignInLink {
  to: string;
  url: string;
  validMinutes: number;
}

// Design, section 8, with the figures that Polar uses for its sign-in codes.
const addresseeRules = [
  { name: "sign-in-link-minute", points: 6, perSeconds: 60 },
  { name: "sign-in-link-hour", points: 12, perSeconds: 3600 },
];
// A whole office may stand behind one address.
const callerRules = [
  { name: "sign-in-caller-minute", points: 12, perSeconds: 60 },
  { name: "sign-in-caller-hour", points: 100, perSeconds: 3600 },
];

/**
 * Sends a link that signs in once, to one address. The answer is the same whether somebody has that address here or not;
 * the token is stored as a hash and is in the mail only.
 */
export async function requestSignInLink(
  ctx: SignInContext & { sendSignInLink(link: SignInLink): Promise<void> },
  input: { email: unknown; returnTo: unknown; clientAddress: string | null },
): Promise<SignInLinkAnswer> {
  const email = normalizeEmail(input.email);
  if (email === null) return { kind: "invalid_address" };
  const waitSeconds = await waitFor(ctx, email, input.clientAddress);
  if (waitSeconds > 0) return { kind: "limited", retryAfterSeconds: waitSeconds };

  let failure: unknown = null;
  const send: SendLink = async ({ to, token }) => {
    const url = confirmAddress(ctx.env.APP_ORIGIN, { email: to, token, returnTo: input.returnTo });
    await ctx.sendSignInLink({ to, url, validMinutes: linkMinutes }).catch((error: unknown) => {
      failure = error;
      throw error;
    });
  };
  const request = { sessionToken: null, linkingUserId: null, account: null };
  const answer = await runNextAuth(ctx.env.APP_ORIGIN, authOptions(ctx, request, send), {
    action: "signin",
    providerId: "email",
    method: "POST",
    body: { email },
    cookies: {},
  });
  if (answer.error === null) return { kind: "sent", email };
  if (failure instanceof AdapterError) return { kind: failure.retryable ? "mail_host_down" : "address_refused" };
  throw failure ?? new Error(`The sign-in link was not sent: ${answer.error}`);
}

async function waitFor(ctx: SignInContext, email: string, clientAddress: string | null): Promise<number> {
  const verdicts = await Promise.all([
    limitRate(ctx, `email:${email}`, addresseeRules),
    ...(clientAddress ? [limitRate(ctx, `ip:${clientAddress}`, callerRules)] : []),
  ]);
  return Math.max(...verdicts.map((verdict) => (verdict.kind === "limited" ? verdict.retryAfterSeconds : 0)));
}

/** A page with a button: programs that open links in mails to look for malware must not use the link up. */
function confirmAddress(origin: string, link: { email: string; token: string; returnTo: unknown }): string {
  const query = new URLSearchParams({ email: link.email, token: link.token, returnTo: safeReturnUrl(link.returnTo) });
  return `${origin}/sign-in/confirm?${query}`;
}
