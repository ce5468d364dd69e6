import { hostname } from "node:os";
import { parseCronItems, run, type ParsedCronItem, type Runner, type TaskList } from "graphile-worker";
import { Pool } from "pg";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { Log } from "@/lib/observability/log";
import { deleteHeartbeats, writeHeartbeat } from "./heartbeat-store";
import { defaultMaxAttempts, jobPayloads, type JobHandlers, type JobRun, type RecurringJob } from "./job";
import { createQueueLogger } from "./queue-logger";
import { reapJobs, type GivenUp } from "./reap-jobs";
import { repeatEvery } from "./repeat-every";
import { keepPresence, type WorkerPresence } from "./worker-presence";

const heartbeatPauseMs = 5_000;
const reaperPauseMs = 3_000;
const heartbeatKeptMs = 24 * 60 * 60 * 1000;
/** How late a job for later may begin; what is due at once does not wait for it. */
const pollPauseMs = 1_000;
const madeUpForMs = 24 * 60 * 60 * 1000;

type WorkerContext = { db: Db; log: Log; now: Clock };
type WorkerInput = {
  databaseUrl: string;
  concurrency: number;
  handlers: JobHandlers;
  recurring: readonly RecurringJob[];
  onGivenUp: GivenUp;
};

/** `ended` rejects when the worker can't go on; `stop` lets running jobs finish first. */
export type RunningWorker = { ended: Promise<void>; stop(): Promise<void> };

/** Runs jobs until it is stopped. Updates the queue's own tables first. */
export async function runWorker(ctx: WorkerContext, input: WorkerInput): Promise<RunningWorker> {
  const pool = new Pool({ connectionString: input.databaseUrl, max: input.concurrency + 4 });
  // Without listeners, idle or in use, a database restart would end the process.
  const onBroken = (error: Error) => ctx.log.warn({ err: error }, "A connection of the job queue broke");
  pool.on("error", onBroken).on("connect", (client) => client.on("error", onBroken));
  const presence = await keepPresence(ctx, input.databaseUrl);
  const runner = await startRunner(ctx, input, pool, presence);
  const workerId = `${hostname()}:${process.pid}:${newId()}`;
  const heartbeat = beat(ctx, workerId);
  const reaper = repeatEvery(
    reaperPauseMs,
    () => reapJobs(ctx, pool, input.onGivenUp),
    (error) => ctx.log.error({ err: error }, "Looking for jobs of dead workers failed"),
  );
  const stop = async () => {
    await Promise.all([runner.stop(), reaper.stop(), heartbeat.stop()]);
    await deleteHeartbeats(ctx.db, { workerId });
    await presence.leave();
    await pool.end();
  };
  return { ended: runner.promise, stop };
}

function startRunner(ctx: WorkerContext, input: WorkerInput, pool: Pool, presence: WorkerPresence): Promise<Runner> {
  return run({
    pgPool: pool,
    // The long walk of a reconciliation must not keep the work of the moment waiting.
    concurrency: input.concurrency + 1,
    pollInterval: pollPauseMs,
    noHandleSignals: true,
    logger: createQueueLogger(ctx.log),
    taskList: toTaskList(input.handlers),
    parsedCronItems: toCronItems(input.recurring),
    preset: {
      plugins: [
        {
          name: "UsherPresencePlugin",
          version: "1.0.0",
          worker: {
            hooks: { startWorker: (_ctx, { worker }) => presence.announce(worker.workerPool.id) },
          },
        },
      ],
    },
  });
}

function toTaskList(handlers: JobHandlers): TaskList {
  return {
    fulfill: (payload: unknown, { job }) => handlers.fulfill(jobPayloads.fulfill.parse(payload), toRun(job)),
    "send-mail": (payload: unknown, { job }) =>
      handlers["send-mail"](jobPayloads["send-mail"].parse(payload), toRun(job)),
    reconcile: (_payload: unknown, { job }) => handlers.reconcile({}, toRun(job)),
    "catch-up": (_payload: unknown, { job }) => handlers["catch-up"]({}, toRun(job)),
  };
}

/** Several workers queue such a job once: the queue keeps book of what it queued, and the key does the rest. */
function toCronItems(recurring: readonly RecurringJob[]): ParsedCronItem[] {
  const options = { backfillPeriod: madeUpForMs, maxAttempts: defaultMaxAttempts };
  return parseCronItems(
    recurring.map(({ name, match }) => ({
      task: name,
      identifier: name,
      match,
      options: { ...options, jobKey: name, jobKeyMode: "replace" as const },
    })),
  );
}

function toRun(job: { attempts: number; max_attempts: number }): JobRun {
  return { attempt: job.attempts, maxAttempts: job.max_attempts };
}

function beat(ctx: WorkerContext, workerId: string): { stop(): Promise<void> } {
  const startedAt = ctx.now();
  const write = async () => {
    const now = ctx.now();
    await writeHeartbeat(ctx.db, workerId, startedAt, now);
    await deleteHeartbeats(ctx.db, { seenBefore: new Date(now.getTime() - heartbeatKeptMs) });
  };
  return repeatEvery(heartbeatPauseMs, write, (error) =>
    ctx.log.error({ err: error }, "Writing the worker's heartbeat failed"),
  );
}
