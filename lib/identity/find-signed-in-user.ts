import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { findSession } from "./identity-store";
import { hashSessionToken } from "./session-token";
import type { SignedInUser } from "./signed-in-user";

/** The person behind a session cookie, or null when the session has ended or never was. */
export async function findSignedInUser(
  ctx: { db: Db; now: Clock },
  sessionToken: string,
): Promise<SignedInUser | null> {
  const session = await findSession(ctx.db, hashSessionToken(sessionToken), ctx.now());
  if (!session) return null;
  const { id, name, email, emailVerified } = session.user;
  return { id, name, email, emailVerified: emailVerified !== null };
}
