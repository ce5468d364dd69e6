import { formatSubject, type Subject } from "@/lib/commerce/subject";
import type { Actor } from "@/lib/kernel/actor";
import { decideDrift } from "../decide-drift";
import { fulfill } from "../fulfill";
import type { FulfillmentContext } from "../fulfillment-context";
import type { Drift } from "../reconciliation-run";
import { writeDrift } from "../reconciliation-store";

const actor: Actor = { kind: "system", name: "reconciliation" };

/** What could not be settled in the purchase's own run, with the drift that is still to be written; null: all is. */
export type Unsettled = { subject: string; drift: Drift } | null;

/**
 * Makes one purchase what the provider says it is. What differed is written in the transaction of the repair, so that
 * the report tells exactly what was done. Never throws: a failure is an answer.
 */
export async function reconcileSubject(ctx: FulfillmentContext, runId: string, subject: Subject): Promise<Unsettled> {
  const text = formatSubject(subject);
  let settled = false;
  try {
    const outcome = await fulfill(ctx, {
      subject,
      cause: "reconciliation",
      actor,
      alongside: async (tx, end) => {
        const drift = decideDrift(end);
        if (drift) await writeDrift(tx, { runId, subject: text, at: ctx.now() }, drift);
        settled = true;
      },
    });
    const drift = settled ? null : decideDrift(outcome);
    return drift && { subject: text, drift };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { subject: text, drift: { outcome: "FAILED", difference: "It could not be compared", reason } };
  }
}
