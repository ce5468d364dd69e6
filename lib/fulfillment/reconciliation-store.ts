import type { Db, Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";
import type { Drift, DriftCounts, ReconciliationRun } from "./reconciliation-run";

export async function selectUnfinishedRun(db: Db, provider: ProviderName): Promise<ReconciliationRun | null> {
  return await db.reconciliationRun.findFirst({
    where: { provider, finishedAt: null, abandonedAt: null },
    orderBy: { startedAt: "desc" },
  });
}

export async function selectLastFinishedRun(db: Db, provider: ProviderName): Promise<ReconciliationRun | null> {
  return await db.reconciliationRun.findFirst({
    where: { provider, finishedAt: { not: null } },
    orderBy: { finishedAt: "desc" },
  });
}

export async function insertRun(
  db: Db,
  { provider, now, ordersSince }: { provider: ProviderName; now: Date; ordersSince: Date },
): Promise<ReconciliationRun> {
  const times = { startedAt: now, progressedAt: now, ordersSince };
  return await db.reconciliationRun.create({ data: { id: newId(), provider, ...times } });
}

export async function updateRun(
  db: Db | Tx,
  id: string,
  changes: Partial<ReconciliationRun> & { abandonedAt?: Date },
): Promise<ReconciliationRun> {
  return await db.reconciliationRun.update({ where: { id }, data: changes });
}

/** One entry per purchase and run: what is told twice, as after a cut-off, stands there once. */
export async function writeDrift(
  db: Db | Tx,
  { runId, subject, at }: { runId: string; subject: string; at: Date },
  drift: Drift,
): Promise<void> {
  const where = { runId_subject: { runId, subject } };
  const told = await db.driftEntry.findUnique({ where, select: { difference: true } });
  if (told?.difference.includes(drift.difference)) return;
  const difference = told ? `${told.difference}; then: ${drift.difference}` : drift.difference;
  await db.driftEntry.upsert({
    where,
    create: { id: newId(), runId, subject, at, ...drift },
    update: { ...drift, difference },
  });
}

export async function countDrift(db: Db, runId: string): Promise<DriftCounts> {
  const groups = await db.driftEntry.groupBy({ by: ["outcome"], where: { runId }, _count: { _all: true } });
  const count = (outcome: Drift["outcome"]) => groups.find((group) => group.outcome === outcome)?._count._all ?? 0;
  return { repaired: count("REPAIRED"), parked: count("PARKED"), failed: count("FAILED") };
}

export async function selectDrift(
  db: Db,
  runId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<(Drift & { id: string; subject: string; at: Date })[]> {
  return await db.driftEntry.findMany({
    where: { runId, ...(after !== null && { id: { gt: after } }) },
    orderBy: { id: "asc" },
    take: limit,
    omit: { runId: true },
  });
}

export async function deleteRunsBefore(db: Db, moment: Date): Promise<void> {
  await db.reconciliationRun.deleteMany({ where: { startedAt: { lt: moment } } });
}
