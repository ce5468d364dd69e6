import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type { Log } from "@/lib/observability/log";
import { parseJob, type Job } from "./job";

const lostHolders = z.array(z.object({ locked_by: z.string() }));
const spentJobs = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    payload: z.unknown(),
    key: z.string().nullable(),
    last_error: z.string().nullable(),
  }),
);

export type GivenUp = (job: Job, lastError: string) => Promise<void>;

/**
 * Gives the jobs of dead workers back to the queue, and hands over those that have no attempt left. By itself the
 * queue would wait four hours for the former and keep the latter silently.
 */
export async function reapJobs(ctx: { log: Log }, pool: Pool, onGivenUp: GivenUp): Promise<void> {
  const dead = await unlockDeadWorkers(pool);
  if (dead.length > 0) ctx.log.warn({ workers: dead }, "Gave back the jobs of workers that died");
  for (const spent of await findSpentJobs(pool)) {
    const job = parseJob(spent.name, spent.payload);
    // Without a key it was replaced while it ran: the job that replaced it does its work.
    if (job && spent.key) await onGivenUp(job, spent.last_error ?? "the worker died while doing it");
    await removeIfSpent(pool, spent.id);
  }
}

async function unlockDeadWorkers(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const dead = await findDeadWorkers(client);
    if (dead.length > 0) {
      await client.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [dead]);
      await client.query(`SELECT pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":1}')`);
    }
    await client.query("COMMIT");
    return dead;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** A worker whose presence lock can be had is gone; a living one had it before its first job. */
async function findDeadWorkers(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT locked_by FROM
       (SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL) AS holders
     WHERE pg_try_advisory_xact_lock(hashtextextended('worker:' || locked_by, 0))`,
  );
  return lostHolders.parse(rows).map((row) => row.locked_by);
}

async function findSpentJobs(pool: Pool): Promise<z.infer<typeof spentJobs>> {
  const { rows } = await pool.query(
    `SELECT jobs.id::text, tasks.identifier AS name, jobs.payload, jobs.key, jobs.last_error
     FROM graphile_worker._private_jobs AS jobs JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
     WHERE jobs.attempts >= jobs.max_attempts AND jobs.locked_at IS NULL
     ORDER BY jobs.id LIMIT 100`,
  );
  return spentJobs.parse(rows);
}

/** Not when it was replaced meanwhile: then it has new work, and attempts for it. */
async function removeIfSpent(pool: Pool, id: string): Promise<void> {
  const text = `SELECT graphile_worker.complete_jobs(ARRAY(
    SELECT id FROM graphile_worker._private_jobs
    WHERE id = $1::bigint AND attempts >= max_attempts AND locked_at IS NULL FOR UPDATE))`;
  await pool.query(text, [id]);
}
