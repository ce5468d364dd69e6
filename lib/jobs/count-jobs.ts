import type { Db } from "@/lib/db/client";
import { countQueuedJobs } from "./job-store";

/** How many jobs of each kind are due (waiting or running) and how many are planned for later. */
export function countJobs(ctx: { db: Db }): Promise<{ name: string; due: number; later: number }[]> {
  return countQueuedJobs(ctx.db);
}
