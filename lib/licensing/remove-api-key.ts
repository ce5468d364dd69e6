import { validate as isUuid } from "uuid";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { deleteApiKey } from "./served/api-key-store";

/** Tokens signed with this key are refused from now on. */
export async function removeApiKey(
  ctx: { db: Db; actor: Actor },
  id: string,
): Promise<{ kind: "removed" } | { kind: "not_found" }> {
  if (!isUuid(id)) return { kind: "not_found" };
  return await ctx.db.$transaction(async (tx) => {
    const removed = await deleteApiKey(tx, id);
    if (!removed) return { kind: "not_found" };
    await recordAudit(tx, {
      actor: ctx.actor,
      action: "api_key.removed",
      entity: "ApiKey",
      entityId: id,
      before: { name: removed.name, use: removed.use, issuer: removed.issuer, keyId: removed.keyId },
      cause: "A command",
    });
    return { kind: "removed" };
  });
}
