import { connectedProviders } from "@/lib/commerce/connected-providers";
import { parseEventSubject } from "@/lib/commerce/subject";
import { createContext, withPace, type Context } from "@/lib/context";
import { claimLink } from "@/lib/customers/claim-link";
import { env, SettingsError, type Env } from "@/lib/env";
import { catchUpEvents } from "@/lib/fulfillment/catch-up-events";
import { findSilence } from "@/lib/fulfillment/find-silence";
import { followSubject } from "@/lib/fulfillment/follow-subject";
import { reconcile } from "@/lib/fulfillment/reconcile";
import { pruneSignIns } from "@/lib/identity/prune-sign-ins";
import { parkEvents } from "@/lib/inbox/park-events";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Job, JobHandlers, RecurringJob } from "@/lib/jobs/job";
import { runWorker } from "@/lib/jobs/run-worker";
import type { ProviderName } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/add-days";
import type { Outcome } from "@/lib/kernel/outcome";
import { sendQueuedMail } from "@/lib/mail/send-queued-mail";

const hourMs = 3_600_000;
/** So long ended leases are kept, for support. */
const leaseHistoryDays = 30;

/** The second entry point beside the app: does the queued work until it is told to stop. */
async function main(settings: Env): Promise<void> {
  const ctx = createContext(settings);
  const stopping = new AbortController();
  // Listened for before the first job is taken: told to stop in the middle of starting, it still ends in order.
  const stopRequested = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  const worker = await runWorker(ctx, {
    databaseUrl: settings.DATABASE_URL,
    concurrency: settings.WORKER_CONCURRENCY,
    handlers: createHandlers(ctx, stopping.signal),
    recurring: recurringJobs(settings),
    onGivenUp: (job, lastError) => giveUp(ctx, job, lastError),
  });
  // What was not delivered while no worker ran is not waited for until the next full hour.
  await enqueueJob(ctx.db, { name: "catch-up", payload: {} });
  const pruning = setInterval(() => void forgetExpired(ctx), hourMs);
  ctx.log.info({ concurrency: settings.WORKER_CONCURRENCY }, "Worker is running");
  await Promise.race([stopRequested, worker.ended]);
  clearInterval(pruning);
  ctx.log.info("Worker stops after the jobs under way");
  stopping.abort();
  await worker.stop();
  await ctx.db.$disconnect();
}

function recurringJobs({ RECONCILE_HOUR }: Env): RecurringJob[] {
  return [
    { name: "reconcile", match: `17 ${RECONCILE_HOUR} * * *` },
    { name: "catch-up", match: "41 * * * *" },
  ];
}

function createHandlers(ctx: Context, stopping: AbortSignal): JobHandlers {
  return {
    fulfill: async ({ subject: text, cause, forEvents = false }) => {
      const subject = parseEventSubject(text);
      if (!subject) throw new Error(`"${text}" names no subject`);
      requireEnd(await followSubject(ctx, { subject, cause, forEvents }));
    },
    "send-mail": async ({ mailId }, run) => {
      const outcome = await sendQueuedMail({ ...ctx, linkOfClaim: (id) => claimLink(ctx.env, id) }, mailId, run);
      ctx.log.info({ mailId, outcome: outcome.kind }, outcome.reason);
      requireEnd(outcome);
    },
    reconcile: () => forEachProvider(ctx, (provider) => reconcileProvider(ctx, provider, stopping)),
    "catch-up": () => forEachProvider(ctx, (provider) => catchUpProvider(ctx, provider)),
  };
}

/** One provider that is down keeps nobody from the others; the queue repeats the job for it. */
async function forEachProvider(ctx: Context, work: (provider: ProviderName) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const provider of connectedProviders(ctx.commerce)) {
    await work(provider).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join("; "));
  if (failures.length === 1) throw failures[0];
}

async function reconcileProvider(ctx: Context, provider: ProviderName, signal: AbortSignal): Promise<void> {
  const result = await reconcile(withPace(ctx), { provider, signal });
  // The next worker goes on with it.
  if (result.kind === "stopped") await enqueueJob(ctx.db, { name: "reconcile", payload: {} });
  if (result.kind === "busy") ctx.log.info({ provider }, "Reconciliation is under way in another process");
}

async function catchUpProvider(ctx: Context, provider: ProviderName): Promise<void> {
  await catchUpEvents(withPace(ctx), provider);
  const silence = await findSilence(ctx, provider);
  if (silence) ctx.log.warn({ lastEventAt: silence.lastEventAt }, silence.warning);
}

/** Any worker may do it, also two at once; the next hour makes up for a failure. */
async function forgetExpired(ctx: Context): Promise<void> {
  await pruneSignIns(ctx).catch((error: unknown) => ctx.log.warn({ err: error }, "Expired sign-ins were not pruned"));
  const endedBefore = addDays(ctx.now(), -leaseHistoryDays);
  await ctx.engine.checkout
    .forgetLeases(endedBefore)
    .catch((error: unknown) => ctx.log.warn({ err: error }, "Ended leases were not forgotten"));
}

/** The queue repeats a job that throws. */
function requireEnd(outcome: Outcome): void {
  if (outcome.kind === "retry") throw new Error(outcome.reason);
}

async function giveUp(ctx: Context, job: Job, lastError: string): Promise<void> {
  ctx.log.error({ job: job.name }, `Gave up after the last attempt: ${lastError}`);
  if (job.name !== "fulfill") return;
  const reason = `Gave up after the last attempt: ${lastError}`;
  await parkEvents(ctx, { subject: job.payload.subject, reason });
}

try {
  await main(env());
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : String(error)}\n`);
  process.exit(1);
}
