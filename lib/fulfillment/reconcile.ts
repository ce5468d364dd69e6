import { holdLock } from "@/lib/db/hold-lock";
import type { ProviderName } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/add-days";
import type { ReconciliationContext } from "./reconciliation-context";
import type { DriftCounts, ReconciliationRun } from "./reconciliation-run";
import { countDrift, deleteRunsBefore, insertRun, selectUnfinishedRun, updateRun } from "./reconciliation-store";
import { walk } from "./reconciliation/walk";

/** A cut-off run without progress for longer begins anew: what it saw is too old to count. */
const goesOnForDays = 1;
const keptDays = 90;

export type ReconciliationResult =
  | { kind: "finished"; run: ReconciliationRun; drift: DriftCounts }
  /** It was told to stop; the next start goes on where this one ended. */
  | { kind: "stopped"; run: ReconciliationRun }
  /** Another process is at it. */
  | { kind: "busy" };

/**
 * Makes every license what the provider says, whatever was never told: walks through all subscriptions and recent
 * orders there, and what we licensed and is no longer listed, and does for each what an event would. Only one process
 * at a time; a run that was cut off is gone on with. Throws when the provider can't be asked at all: then it is
 * started again later, and goes on as well.
 */
export async function reconcile(
  ctx: ReconciliationContext,
  { provider, signal }: { provider: ProviderName; signal: AbortSignal },
): Promise<ReconciliationResult> {
  const commerce = ctx.commerce[provider];
  if (!commerce) throw new Error(`${provider} is not connected`);
  const lock = await holdLock(ctx.env.DATABASE_URL, `reconciliation:${provider}`);
  if (lock === null) return { kind: "busy" };
  try {
    const begun = await openRun(ctx, provider);
    ctx.log.info({ runId: begun.id, starts: begun.starts, stage: begun.stage }, "Reconciliation runs");
    const run = await walk(ctx, { commerce, begun, signal: AbortSignal.any([signal, lock.lost]) });
    if (run === null) return { kind: "stopped", run: begun };
    const drift = await countDrift(ctx.db, run.id);
    await deleteRunsBefore(ctx.db, addDays(ctx.now(), -keptDays));
    ctx.log.info({ runId: run.id, subjects: run.subjects, requests: run.requests, ...drift }, "Reconciliation is done");
    return { kind: "finished", run, drift };
  } finally {
    await lock.release();
  }
}

async function openRun(ctx: ReconciliationContext, provider: ProviderName): Promise<ReconciliationRun> {
  const now = ctx.now();
  const unfinished = await selectUnfinishedRun(ctx.db, provider);
  if (unfinished && unfinished.progressedAt >= addDays(now, -goesOnForDays)) {
    return await updateRun(ctx.db, unfinished.id, { starts: unfinished.starts + 1 });
  }
  if (unfinished) await updateRun(ctx.db, unfinished.id, { abandonedAt: now });
  return await insertRun(ctx.db, { provider, now, ordersSince: addDays(now, -ctx.env.RECONCILE_ORDER_DAYS) });
}
