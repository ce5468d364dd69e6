import { createHash, randomBytes } from "node:crypto";

/** A session lasts this long from its sign-in, used or not. */
export const sessionSeconds = 30 * 24 * 3600;

export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database holds: who reads it (a backup, a log) can't sign in with it. */
export function hashSessionToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
