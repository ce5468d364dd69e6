import pMap from "p-map";
import type { CommercePort } from "@/lib/commerce/commerce-port";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { AdapterError } from "@/lib/kernel/errors";
import type { ReconciliationContext } from "../reconciliation-context";
import { stages, type ReconciliationRun } from "../reconciliation-run";
import { updateRun, writeDrift } from "../reconciliation-store";
import { listPage } from "./list-page";
import { reconcileSubject, type Unsettled } from "./reconcile-subject";

/** Enough to use up the allowed pace at a provider that answers within a quarter of a second. */
const atOnce = 6;
/** So many failures in a row are no matter of single purchases: the walk is left for later. */
const mostFailuresInARow = 10;

/**
 * Walks on from the run's cursor, one page at a time, each written down when all of it is done; nothing else is kept
 * in memory. Answers with the finished run, or null when it was told to stop: then the page under way is walked again.
 */
export async function walk(
  ctx: ReconciliationContext,
  { commerce, begun, signal }: { commerce: CommercePort; begun: ReconciliationRun; signal: AbortSignal },
): Promise<ReconciliationRun | null> {
  let run = begun;
  while (run.finishedAt === null) {
    const countBefore = ctx.pace.count();
    const page = await readPage(ctx, commerce, run, run === begun);
    const unsettled = await doPage(ctx, { commerce, run, subjects: page.subjects }, signal);
    if (unsettled === null) return null;
    run = await recordPage(ctx, run, {
      unsettled,
      after: page.after,
      subjects: run.subjects + page.subjects.length,
      requests: run.requests + ctx.pace.count() - countBefore,
    });
  }
  return run;
}

type Page = Awaited<ReturnType<typeof listPage>>;

/** A provider that no longer knows where an earlier start left off is asked for its list from the beginning. */
async function readPage(
  ctx: ReconciliationContext,
  commerce: CommercePort,
  run: ReconciliationRun,
  goesOn: boolean,
): Promise<Page> {
  try {
    return await listPage(ctx.db, commerce, run);
  } catch (error) {
    const isGone = error instanceof AdapterError && !error.retryable;
    if (!goesOn || run.cursor === null || !isGone) throw error;
    ctx.log.warn({ err: error, runId: run.id }, "The place where the reconciliation left off is gone");
    return await listPage(ctx.db, commerce, { ...run, cursor: null });
  }
}

/** Null when it was told to stop; what is under way then is still finished. */
async function doPage(
  ctx: ReconciliationContext,
  { commerce, run, subjects }: { commerce: CommercePort; run: ReconciliationRun; subjects: Page["subjects"] },
  signal: AbortSignal,
): Promise<Unsettled[] | null> {
  let failuresInARow = 0;
  const results = await pMap(
    subjects,
    async (subject) => {
      if (signal.aborted || failuresInARow >= mostFailuresInARow) return [];
      const unsettled = await reconcileSubject(ctx, commerce, { runId: run.id, subject });
      failuresInARow = unsettled.some(({ drift }) => drift.outcome === "FAILED") ? failuresInARow + 1 : 0;
      return unsettled;
    },
    { concurrency: atOnce },
  );
  const unsettled = results.flat();
  if (failuresInARow >= mostFailuresInARow) {
    throw new Error(`${failuresInARow} purchases in a row failed, the last: ${unsettled.at(-1)?.drift.reason}`);
  }
  return signal.aborted ? null : unsettled;
}

type Progress = { unsettled: Unsettled[]; after: string | null; subjects: number; requests: number };

/** What failed is left to the queue, which tries again, longer than a night. */
async function recordPage(
  ctx: ReconciliationContext,
  run: ReconciliationRun,
  { unsettled, after, ...counts }: Progress,
): Promise<ReconciliationRun> {
  const now = ctx.now();
  const next = stages[stages.indexOf(run.stage) + 1];
  const place = after === null ? { stage: next ?? run.stage, cursor: null } : { cursor: after };
  const finishedAt = after === null && next === undefined ? now : null;
  return await ctx.db.$transaction(async (tx) => {
    for (const { subject, drift } of unsettled) {
      await writeDrift(tx, { runId: run.id, subject, at: now }, drift);
      if (drift.outcome !== "FAILED") continue;
      await enqueueJob(tx, { name: "fulfill", payload: { subject, cause: "reconciliation" } });
    }
    return await updateRun(tx, run.id, { ...place, ...counts, finishedAt, progressedAt: now });
  });
}
