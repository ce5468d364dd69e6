import { createHash, timingSafeEqual } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/** Somebody signed in asked to add this provider to their account, a moment ago, in this browser. */
export interface LinkIntent {
  userId: string;
  providerId: string;
  /** Hash of the session that asked; another session of the same user does not count. */
  sessionHash: string;
  /** The OAuth state of the very journey that was begun, so that no other journey can use the intent. */
  state: string;
}

export const linkIntentSeconds = 600;
const claims = z.object({ sub: z.string(), provider: z.string(), session: z.string(), state: z.string() });
const audience = "usher:link-intent";

/** Signs the intent for a cookie; good for ten minutes. */
export function signLinkIntent(intent: LinkIntent, secret: string, now: Date): Promise<string> {
  const issuedAtSeconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ provider: intent.providerId, session: intent.sessionHash, state: digest(intent.state) })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(intent.userId)
    .setAudience(audience)
    .setIssuedAt(issuedAtSeconds)
    .setExpirationTime(issuedAtSeconds + linkIntentSeconds)
    .sign(keyOf(secret));
}

/** The user who asked, if the cookie is ours, fresh, and about exactly this provider, session and journey. */
export async function readLinkIntent(
  cookie: string | undefined,
  journey: Omit<LinkIntent, "userId">,
  secret: string,
  now: Date,
): Promise<{ userId: string } | null> {
  if (!cookie) return null;
  const verified = await jwtVerify(cookie, keyOf(secret), { audience, currentDate: now, algorithms: ["HS256"] }).catch(
    () => null,
  );
  const parsed = claims.safeParse(verified?.payload);
  if (!parsed.success) return null;
  const { sub, provider, session, state } = parsed.data;
  const same =
    provider === journey.providerId && equal(session, journey.sessionHash) && equal(state, digest(journey.state));
  return same ? { userId: sub } : null;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

function equal(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

/** A key of its own: what next-auth signs with the same secret can never pass as an intent. */
function keyOf(secret: string): Uint8Array {
  return createHash("sha256").update(`link-intent:${secret}`).digest();
}
