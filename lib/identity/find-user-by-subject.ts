import type { Db } from "@/lib/db/client";
import { findUserByAccount } from "./identity-store";

/** The id of the user who signs in with this subject of a provider; null when nobody does. */
export async function findUserBySubject(
  ctx: { db: Db },
  { provider, issuer, subject }: { provider: string; issuer: string; subject: string },
): Promise<string | null> {
  if (subject.includes("\0")) return null;
  // As the account was stored at sign-in: a generic issuer can change, so that its subjects carry its name.
  const providerAccountId = provider === "oidc" ? `${issuer}#${subject}` : subject;
  const user = await findUserByAccount(ctx.db, { provider, providerAccountId });
  return user?.id ?? null;
}
