import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Drift, DriftCounts, ReconciliationRun } from "./reconciliation-run";
import { countDrift, selectDrift, selectLastFinishedRun } from "./reconciliation-store";

/** The last finished reconciliation with a provider, and what it found; null when there never was one. */
export async function findReconciliation(
  ctx: { db: Db },
  provider: ProviderName,
): Promise<{ run: ReconciliationRun; drift: DriftCounts } | null> {
  const run = await selectLastFinishedRun(ctx.db, provider);
  return run && { run, drift: await countDrift(ctx.db, run.id) };
}

/** The drift report of a run in the order it was written, page by page: `after` is the last entry's id. */
export function listDrift(
  ctx: { db: Db },
  runId: string,
  page: { after: string | null; limit: number },
): Promise<(Drift & { id: string; subject: string; at: Date })[]> {
  return selectDrift(ctx.db, runId, page);
}
