import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { deleteSessionsOfUser } from "./identity-store";

/** Ends every session of the person, in all browsers, this one included. */
export async function signOutEverywhere(
  ctx: { db: Db },
  actor: Actor & { kind: "user" },
): Promise<{ sessions: number }> {
  return ctx.db.$transaction(async (tx) => {
    const sessions = await deleteSessionsOfUser(tx, actor.userId);
    await recordAudit(tx, {
      actor,
      action: "identity.signed_out_everywhere",
      entity: "user",
      entityId: actor.userId,
      after: { sessions },
      cause: "account page",
    });
    return { sessions };
  });
}
