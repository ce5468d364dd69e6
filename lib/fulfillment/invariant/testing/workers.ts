import { runOnce, Logger } from "graphile-worker";
import { Pool } from "pg";
import { z } from "zod";
import type { CommercePort } from "@/lib/commerce/commerce-port";
import { formatSubject, parseEventSubject, type Subject } from "@/lib/commerce/subject";
import { createDb, type Db } from "@/lib/db/client";
import { parkEvents } from "@/lib/inbox/park-events";
import { jobPayloads } from "@/lib/jobs/job";
import { reapJobs } from "@/lib/jobs/reap-jobs";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { createLog } from "@/lib/observability/log";
import { followSubject } from "../../follow-subject";
import type { FulfillmentContext } from "../../fulfillment-context";
import type { TestedBackend } from "./backend";
import { commerceWithBoundaries, withBoundaries, type Boundary } from "./crash";

const quiet = new Logger(() => () => undefined);
const log = createLog("silent");

/** What a history has to do with the runs of its workers. */
export type Watch = {
  now: Clock;
  boundary(): Boundary;
  /** A moment, as a number that grows. */
  tick(): number;
  /** With each answer of the provider. */
  answered(subject: string): Promise<void>;
  /** `readAt`: when the run asked the provider. */
  committed(subject: string, readAt: number): void;
  ended(subject: string): void;
  mailed(mailId: string): void;
};

const counts = z.tuple([z.object({ due: z.number(), running: z.number(), waiting: z.number() })]);

export type WorkerSettings = {
  databaseUrl: string;
  backend: TestedBackend;
  provider: ProviderName;
  commerce: CommercePort;
};

/** One worker process's own connections, doing the queue's jobs as the real one does. */
export class Worker {
  readonly db: Db;
  private readonly pool: Pool;
  private running: Promise<void> | null = null;

  constructor(private readonly settings: WorkerSettings) {
    this.db = createDb(settings.databaseUrl, { maxConnections: 4 });
    this.pool = new Pool({ connectionString: settings.databaseUrl, max: 3 });
    // The queue asks for both; a connection that breaks shows in what fails by it.
    this.pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));
  }

  /** Works until no job is due; called meanwhile it changes nothing. Never rejects for a job that fails. */
  work(watch: Watch): Promise<void> {
    this.running ??= this.drain(watch).finally(() => (this.running = null));
    return this.running;
  }

  /**
   * Makes what failed, and what was put off, due at once; answers with how many jobs that were. For the database, whose clock
   * says how long a burst lasts, as much time has passed as for the app.
   */
  async hasten(appNow: Date, passedMs: number): Promise<number> {
    await this.pool.query(`UPDATE "InboxEvent" SET "handledAt" = "handledAt" - $1 * interval '1 ms'`, [passedMs]);
    const { rowCount } = await this.pool.query(
      `UPDATE graphile_worker._private_jobs SET run_at = least(run_at, now())
       WHERE locked_at IS NULL AND attempts < max_attempts AND (attempts > 0 OR run_at <= greatest($1, now()))`,
      [appNow],
    );
    return rowCount ?? 0;
  }

  /** Takes the last attempt away from jobs that failed so often, and gives them up as the worker's reaper does. */
  async giveUp(failures: number): Promise<string[]> {
    const givenUp: string[] = [];
    await this.pool.query("UPDATE graphile_worker._private_jobs SET max_attempts = attempts WHERE attempts >= $1", [
      failures,
    ]);
    await reapJobs({ log }, this.pool, async (job, lastError) => {
      if (job.name !== "fulfill") return;
      const { subject } = job.payload;
      givenUp.push(subject);
      await parkEvents({ db: this.db }, { subject, reason: `Gave up: ${lastError}` });
    });
    return givenUp;
  }

  /** `waiting`: sessions that wait for a subject's lock. */
  async countJobs(): Promise<{ due: number; running: number; waiting: number }> {
    const { rows } = await this.pool.query(
      `SELECT (count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts))::int AS due,
         (count(*) FILTER (WHERE locked_at IS NOT NULL))::int AS running,
         (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database =
           (SELECT oid FROM pg_database WHERE datname = current_database()))::int AS waiting
       FROM graphile_worker._private_jobs`,
    );
    return counts.parse(rows)[0];
  }

  async stop(): Promise<void> {
    await this.running;
    await this.pool.end();
    await this.db.$disconnect();
  }

  /** What one run is given, with boundaries where it can break. */
  private context(watch: Watch): FulfillmentContext {
    const { commerce, backend, provider } = this.settings;
    const { now } = watch;
    const boundary = watch.boundary();
    let reading = { subject: "", at: 0 };
    const seen: Boundary = async (name, loseConnection) => {
      if (/^read(Subscription|Order): answered$/.test(name)) await watch.answered(reading.subject);
      if (name === "transaction: after the commit") watch.committed(reading.subject, reading.at);
      await boundary(name, loseConnection);
    };
    const onRead = (kind: Subject["kind"], id: string) =>
      (reading = { subject: formatSubject({ provider, kind, id }), at: watch.tick() });
    const db = withBoundaries(this.db, seen);
    return {
      db,
      licensing: backend.connect(db, now, "workers"),
      commerce: { [provider]: commerceWithBoundaries(commerce, seen, onRead) },
      now,
      log,
      env: { APP_ORIGIN: "http://app.test" },
    };
  }

  private drain(watch: Watch): Promise<void> {
    const taskList = {
      fulfill: async (payload: unknown) => {
        const { subject: text, cause, forEvents = false } = jobPayloads.fulfill.parse(payload);
        const subject = parseEventSubject(text);
        if (!subject) throw new Error(`"${text}" names no subject`);
        const following = followSubject(this.context(watch), { subject, cause, forEvents });
        const outcome = await following.finally(() => watch.ended(text));
        if (outcome.kind === "retry") throw new Error(outcome.reason);
      },
      "send-mail": (payload: unknown) => {
        watch.mailed(jobPayloads["send-mail"].parse(payload).mailId);
        return Promise.resolve();
      },
    };
    return runOnce({ pgPool: this.pool, concurrency: 2, noHandleSignals: true, logger: quiet, taskList });
  }
}
