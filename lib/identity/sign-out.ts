import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { removeCookie, sessionCookieName, type CookieChange, type RequestCookies } from "./identity-cookie";
import { deleteSession } from "./identity-store";
import { hashSessionToken } from "./session-token";

/** Ends the session of this browser and answers the cookies to remove; fine when there is none. */
export async function signOut(
  ctx: { db: Db; env: { APP_ORIGIN: string } },
  cookies: RequestCookies,
): Promise<CookieChange[]> {
  const name = sessionCookieName(ctx.env.APP_ORIGIN);
  const token = cookies[name];
  if (token) await endSession(ctx.db, token);
  return [removeCookie(ctx.env.APP_ORIGIN, name)];
}

async function endSession(db: Db, token: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const userId = await deleteSession(tx, hashSessionToken(token));
    if (userId === null) return;
    await recordAudit(tx, {
      actor: { kind: "user", userId, email: null },
      action: "identity.signed_out",
      entity: "user",
      entityId: userId,
      cause: "sign-out button",
    });
  });
}
