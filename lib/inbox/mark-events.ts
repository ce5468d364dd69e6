import type { Db, Tx } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/database-now";
import type { Outcome } from "@/lib/kernel/outcome";
import { updateEvents } from "./inbox-store";

type Settled = Exclude<Outcome, { kind: "retry" }>;

const statusOf: Record<Settled["kind"], "DONE" | "IGNORED" | "PARKED"> = {
  done: "DONE",
  ignored: "IGNORED",
  parked: "PARKED",
};

/** Writes the outcome on the events, in the transaction of the work itself, so that both stand or fall together. */
export async function markEvents(tx: Db | Tx, ids: string[], outcome: Settled): Promise<void> {
  if (ids.length === 0) return;
  await updateEvents(
    tx,
    { id: { in: ids } },
    { status: statusOf[outcome.kind], reason: outcome.reason, lastError: null, handledAt: await databaseNow(tx) },
  );
}
