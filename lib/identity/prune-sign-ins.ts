import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { deleteExpiredSignIns } from "./identity-store";

/** Forgets what has expired: sessions, sign-in links and counts of rate limits. */
export async function pruneSignIns(ctx: { db: Db; now: Clock }): Promise<void> {
  await deleteExpiredSignIns(ctx.db, ctx.now());
}
