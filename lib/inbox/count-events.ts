import type { Db } from "@/lib/db/client";
import { countByStatus } from "./inbox-store";

/** How many events stand in each status: WAITING, DONE, IGNORED, PARKED. */
export function countEvents(ctx: { db: Db }): Promise<{ status: string; count: number }[]> {
  return countByStatus(ctx.db);
}
