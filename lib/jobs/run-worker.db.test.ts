import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { systemClock } from "@/lib/kernel/clock";
import { createLog } from "@/lib/observability/log";
import { countJobs } from "./count-jobs";
import { enqueueJob } from "./enqueue-job";
import { findWorkerSeen } from "./find-worker-seen";
import type { Job, JobHandlers } from "./job";
import { runWorker, type RunningWorker } from "./run-worker";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const workers: RunningWorker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

const nothing = async () => undefined;
const idle: JobHandlers = { fulfill: nothing, "send-mail": nothing, reconcile: nothing, "catch-up": nothing };
const log = createLog("silent");

async function start(
  handlers: Partial<JobHandlers>,
  onGivenUp: (job: Job, error: string) => Promise<void> = async () => {},
) {
  const ctx = { db: database.db, log, now: systemClock };
  const worker = await runWorker(ctx, {
    databaseUrl: database.url,
    concurrency: 2,
    handlers: { ...idle, ...handlers },
    recurring: [{ name: "reconcile", match: "17 3 * * *" }],
    onGivenUp,
  });
  workers.push(worker);
  return worker;
}

const fulfillJob = (subject: string) => ({ name: "fulfill", payload: { subject, cause: "test" } }) as const;

/** Resolves with what the callback is called with. */
function once<T>(): { seen: Promise<T>; see: (value: T) => void } {
  let see: (value: T) => void = () => undefined;
  const seen = new Promise<T>((resolve) => (see = resolve));
  return { seen, see };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

describe("a job", () => {
  it("runs after the commit, and never when there is none", async () => {
    const ran: string[] = [];
    const done = once<void>();
    await start({
      fulfill: async ({ subject }) => {
        ran.push(subject);
        if (subject === "b") done.see();
      },
    });
    await database.db
      .$transaction(async (tx) => {
        await enqueueJob(tx, fulfillJob("a"));
        throw new Error("rolled back");
      })
      .catch(() => undefined);
    await database.db.$transaction((tx) => enqueueJob(tx, fulfillJob("b")));
    await done.seen;
    expect(ran).toEqual(["b"]);
  });

  it("asked for again while it waits is one job; asked for while it runs, it runs once more after", async () => {
    for (let n = 0; n < 14; n += 1) await enqueueJob(database.db, fulfillJob("burst"));
    expect(await countJobs(database)).toEqual([{ name: "fulfill", due: 1, later: 0 }]);
    let runs = 0;
    const secondRun = once<void>();
    await start({
      fulfill: async () => {
        runs += 1;
        if (runs === 1) await enqueueJob(database.db, fulfillJob("burst"));
        else secondRun.see();
      },
    });
    await secondRun.seen;
    expect(runs).toBe(2);
  });

  it("planned for later is not due yet", async () => {
    const runAt = new Date(Date.now() + 3_600_000);
    await enqueueJob(database.db, fulfillJob("later"), { key: "recheck:later", runAt });
    expect(await countJobs(database)).toContainEqual({ name: "fulfill", due: 0, later: 1 });
    await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  });

  it("that failed for the last time is handed over, never dropped", async () => {
    const given = once<{ job: Job; error: string }>();
    await enqueueJob(database.db, fulfillJob("hopeless"), { maxAttempts: 1 });
    await start({ fulfill: () => Promise.reject(new Error("it never works")) }, async (job, error) =>
      given.see({ job, error }),
    );
    expect(await given.seen).toMatchObject({ job: { payload: { subject: "hopeless" } }, error: "it never works" });
    await until(async () => (await countJobs(database)).length === 0);
  });
});

describe("a job whose worker died", () => {
  /** As a killed worker leaves it: locked, and nobody holds the worker's lock. */
  async function leaveBehind(subject: string, workerId: string, attempts: number): Promise<void> {
    await enqueueJob(database.db, fulfillJob(subject), { maxAttempts: 3 });
    await database.db.$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = ${workerId}, attempts = ${attempts}
      WHERE key = ${`fulfill:${subject}`}`;
  }

  // By itself the queue would wait four hours: the test's own time limit is the proof.
  it("is taken over within seconds", async () => {
    await leaveBehind("orphan", "pool-dead", 1);
    const run = once<string>();
    await start({ fulfill: async ({ subject }) => run.see(subject) });
    expect(await run.seen).toBe("orphan");
  });

  it("is left alone while that worker lives, however slow it is", async () => {
    const alive = new Client({ connectionString: database.url });
    await alive.connect();
    await alive.query("SELECT pg_advisory_lock(hashtextextended('worker:pool-slow', 0))");
    await leaveBehind("slow", "pool-slow", 1);
    const other = once<string>();
    await leaveBehind("orphan-beside", "pool-gone", 1);
    const ran: string[] = [];
    await start({
      fulfill: async ({ subject }) => {
        ran.push(subject);
        other.see(subject);
      },
    });
    await other.seen;
    expect(ran).toEqual(["orphan-beside"]);
    const slow = once<string>();
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await alive.end();
    await start({ fulfill: async ({ subject }) => slow.see(subject) });
    expect(await slow.seen).toBe("slow");
  });

  it("in its last attempt is handed over", async () => {
    await leaveBehind("last", "pool-dead", 3);
    const given = once<Job>();
    await start({}, async (job) => given.see(job));
    expect(await given.seen).toMatchObject({ name: "fulfill", payload: { subject: "last" } });
  });
});

it("a running worker is seen, and a stopped one takes its sign away", async () => {
  const worker = await start({});
  await until(async () => (await findWorkerSeen(database)) !== null);
  await worker.stop();
  workers.splice(workers.indexOf(worker), 1);
  expect(await findWorkerSeen(database)).toBeNull();
});
