import type { Db, Tx } from "@/lib/db/client";
import { defaultMaxAttempts, jobKey, type Job } from "./job";
import { insertJob } from "./job-store";

/**
 * Queues a job in the caller's transaction: it runs after the commit, or never if there is none. A waiting job with
 * the same key is replaced, which is how many events become one run; if that job is running already, another is queued
 * behind it.
 */
export async function enqueueJob(
  tx: Db | Tx,
  job: Job,
  options: { key?: string; runAt?: Date; maxAttempts?: number } = {},
): Promise<void> {
  await insertJob(tx, {
    name: job.name,
    payload: JSON.stringify(job.payload),
    key: options.key ?? jobKey(job),
    runAt: options.runAt ?? null,
    maxAttempts: options.maxAttempts ?? defaultMaxAttempts,
  });
}
