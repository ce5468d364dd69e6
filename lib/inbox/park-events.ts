import type { Db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/database-now";
import { updateEvents } from "./inbox-store";

/** Parks the subject's waiting events for support, who see them with the reason; returns how many there were. */
export async function parkEvents(ctx: { db: Db }, input: { subject: string; reason: string }): Promise<number> {
  return await updateEvents(
    ctx.db,
    { subject: input.subject, status: "WAITING" },
    { status: "PARKED", reason: input.reason, handledAt: await databaseNow(ctx.db) },
  );
}
