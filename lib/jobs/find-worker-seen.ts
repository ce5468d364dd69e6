import type { Db } from "@/lib/db/client";
import { selectLatestHeartbeat } from "./heartbeat-store";

/** When any worker last said that it lives; null when none ever did. */
export function findWorkerSeen(ctx: { db: Db }): Promise<Date | null> {
  return selectLatestHeartbeat(ctx.db);
}
