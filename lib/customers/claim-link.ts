import { createHmac, timingSafeEqual } from "node:crypto";
import { validate as isUuid } from "uuid";

type Settings = { APP_ORIGIN: string; AUTH_SECRET: string };

/**
 * The address that opens a claim. Its token is derived from the claim's id and the secret and stored nowhere; another
 * secret ends every link.
 */
export function claimLink({ APP_ORIGIN, AUTH_SECRET }: Settings, claimId: string): string {
  return `${APP_ORIGIN}/claim?${new URLSearchParams({ token: `${claimId}.${signatureOf(claimId, AUTH_SECRET)}` })}`;
}

/** The claim that the token of a link opens; null for what we never signed. Says nothing about used or expired. */
export function readClaimToken({ AUTH_SECRET }: Pick<Settings, "AUTH_SECRET">, token: string): string | null {
  const [claimId = "", signature = "", ...more] = token.split(".");
  if (!isUuid(claimId) || more.length > 0) return null;
  // Hashed again so that both sides have one length.
  const same = timingSafeEqual(digest(signature), digest(signatureOf(claimId, AUTH_SECRET)));
  return same ? claimId : null;
}

/** Under a name of its own: what else is signed with the same secret never passes as a claim. */
function signatureOf(claimId: string, secret: string): string {
  return createHmac("sha256", `purchase-claim:${secret}`).update(claimId).digest("base64url");
}

function digest(text: string): Buffer {
  return createHmac("sha256", "compare").update(text).digest();
}
