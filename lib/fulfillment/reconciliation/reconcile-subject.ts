import type { CommercePort } from "@/lib/commerce/commerce-port";
import { formatSubject, type PaymentSubject, type Subject } from "@/lib/commerce/subject";
import type { Actor } from "@/lib/kernel/actor";
import { decideDrift } from "../decide-drift";
import { fulfill } from "../fulfill";
import type { FulfillmentContext } from "../fulfillment-context";
import type { Drift } from "../reconciliation-run";
import { writeDrift } from "../reconciliation-store";

const actor: Actor = { kind: "system", name: "reconciliation" };
const findDeadlineMs = 30_000;

/** What could not be settled in a purchase's own run, with the drift that is still to be written. */
export type Unsettled = { subject: string; drift: Drift };

/**
 * Makes one purchase, or what a payment paid for, what the provider says it is. What differed is written in the
 * transaction of the repair, so that the report tells exactly what was done. Never throws: a failure is an answer.
 */
export async function reconcileSubject(
  ctx: FulfillmentContext,
  commerce: CommercePort,
  { runId, subject }: { runId: string; subject: Subject | PaymentSubject },
): Promise<Unsettled[]> {
  if (subject.kind !== "payment") return await reconcilePurchase(ctx, { runId, subject, payments: [] });
  try {
    const purchases = await commerce.findPaidPurchases(subject.id, AbortSignal.timeout(findDeadlineMs));
    const unsettled: Unsettled[] = [];
    for (const purchase of purchases) {
      unsettled.push(...(await reconcilePurchase(ctx, { runId, subject: purchase, payments: [subject.id] })));
    }
    return unsettled;
  } catch (error) {
    return [failed(formatSubject(subject), error)];
  }
}

async function reconcilePurchase(
  ctx: FulfillmentContext,
  { runId, subject, payments }: { runId: string; subject: Subject; payments: string[] },
): Promise<Unsettled[]> {
  const text = formatSubject(subject);
  let isWritten = false;
  try {
    const outcome = await fulfill(ctx, {
      subject,
      payments,
      cause: "reconciliation",
      actor,
      alongside: async (tx, end) => {
        const drift = decideDrift(end);
        if (drift) await writeDrift(tx, { runId, subject: text, at: ctx.now() }, drift);
        isWritten = true;
      },
    });
    const drift = isWritten ? null : decideDrift(outcome);
    return drift ? [{ subject: text, drift }] : [];
  } catch (error) {
    return [failed(text, error)];
  }
}

function failed(subject: string, error: unknown): Unsettled {
  const reason = error instanceof Error ? error.message : String(error);
  return { subject, drift: { outcome: "FAILED", difference: "It could not be compared", reason } };
}
