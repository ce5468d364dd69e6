import type { Db, Tx } from "@/lib/db/client";

export async function insertJob(
  db: Db | Tx,
  job: { name: string; payload: string; key: string; runAt: Date | null; maxAttempts: number },
): Promise<void> {
  await db.$queryRaw`
    SELECT enqueue_job(${job.name}, ${job.payload}::json, ${job.runAt}::timestamptz, ${job.maxAttempts}::int, ${job.key})`;
}

/** Jobs by name: ready to run or running, and those that wait for a later time. */
export function countQueuedJobs(db: Db): Promise<{ name: string; due: number; later: number }[]> {
  return db.$queryRaw`
    SELECT task_identifier AS name,
      (count(*) FILTER (WHERE run_at <= now()))::int AS due,
      (count(*) FILTER (WHERE run_at > now()))::int AS later
    FROM graphile_worker.jobs GROUP BY 1`;
}
