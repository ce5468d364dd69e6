import type { Db, Tx } from "@/lib/db/client";
import { actorLabel, type Actor } from "@/lib/kernel/actor";
import { insertAuditEntry } from "./audit-store";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Appends to the audit, in the caller's transaction, so that a change and its record stand or fall together.
 * `before` and `after` hold only what changed, never a secret or a license key.
 */
export async function recordAudit(
  tx: Db | Tx,
  entry: {
    actor: Actor;
    action: string;
    entity: string;
    entityId: string;
    customerId?: string | null;
    before?: Json;
    after?: Json;
    cause: string;
  },
): Promise<void> {
  const { actor, before, after, ...rest } = entry;
  await insertAuditEntry(tx, {
    ...rest,
    actor: actorLabel(actor),
    before: before ?? undefined,
    after: after ?? undefined,
  });
}
