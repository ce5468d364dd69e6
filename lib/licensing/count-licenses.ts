import type { Db } from "@/lib/db/client";
import { countByState } from "./license-count-store";

/** How many licenses of the embedded engine stand in each state; none when another backend keeps them. */
export function countLicenses(ctx: { db: Db }): Promise<{ state: string; count: number }[]> {
  return countByState(ctx.db);
}
