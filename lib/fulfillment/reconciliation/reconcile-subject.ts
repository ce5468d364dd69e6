import type { CommercePort } from "@/lib/commerce/commerce-port";
import { formatSubject, type EventSubject, type PaymentSubject, type Subject } from "@/lib/commerce/subject";
import type { Actor } from "@/lib/kernel/actor";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Outcome } from "@/lib/kernel/outcome";
import { combineOutcomes } from "../combine-outcomes";
import { decideDrift } from "../decide-drift";
import { fulfill } from "../fulfill";
import type { FulfillmentContext } from "../fulfillment-context";
import type { Drift } from "../reconciliation-run";
import { writeDrift } from "../reconciliation-store";
import { followCustomer } from "../steps/follow-customer";
import { settleEvents } from "../steps/settle-events";

const actor: Actor = { kind: "system", name: "reconciliation" };
const findDeadlineMs = 30_000;
const cause = "reconciliation";

/** What could not be settled in a purchase's own run, with the drift that is still to be written. */
export type Unsettled = { subject: string; drift: Drift };

/**
 * Makes one purchase, or what a payment paid for, what the provider says it is, and settles the events that waited for
 * that. What differed is written in the transaction of the repair, so that the report tells exactly what was done.
 * Never throws: a failure is an answer.
 */
export async function reconcileSubject(
  ctx: FulfillmentContext,
  commerce: CommercePort,
  { runId, subject }: { runId: string; subject: EventSubject },
): Promise<Unsettled[]> {
  try {
    switch (subject.kind) {
      case "subscription":
      case "order":
        return (await reconcilePurchase(ctx, { runId, subject, payments: [] })).unsettled;
      case "payment":
        return await reconcilePayment(ctx, commerce, { runId, subject });
      case "customer":
      case "buyer":
        return unsettledBy(subject, await followCustomer(ctx, { subject, cause }));
      default:
        return assertNever(subject);
    }
  } catch (error) {
    return [failed(formatSubject(subject), error)];
  }
}

async function reconcilePayment(
  ctx: FulfillmentContext,
  commerce: CommercePort,
  { runId, subject }: { runId: string; subject: PaymentSubject },
): Promise<Unsettled[]> {
  const unsettled: Unsettled[] = [];
  const outcome = await settleEvents(ctx, { subject: formatSubject(subject), cause }, async () => {
    const outcomes: Outcome[] = [];
    for (const purchase of await commerce.findPaidPurchases(subject.id, AbortSignal.timeout(findDeadlineMs))) {
      const reconciled = await reconcilePurchase(ctx, { runId, subject: purchase, payments: [subject.id] });
      outcomes.push(reconciled.outcome);
      unsettled.push(...reconciled.unsettled);
    }
    return combineOutcomes(outcomes, `${subject.id} paid for no checkout and no subscription`);
  });
  // What a purchase's own run could not settle is told of the purchase.
  return unsettled.length > 0 ? unsettled : unsettledBy(subject, outcome.kind === "retry" ? outcome : null);
}

async function reconcilePurchase(
  ctx: FulfillmentContext,
  { runId, subject, payments }: { runId: string; subject: Subject; payments: string[] },
): Promise<{ outcome: Outcome; unsettled: Unsettled[] }> {
  const text = formatSubject(subject);
  let isWritten = false;
  try {
    const outcome = await fulfill(ctx, {
      subject,
      payments,
      cause,
      actor,
      alongside: async (tx, end) => {
        const drift = decideDrift(end);
        if (drift) await writeDrift(tx, { runId, subject: text, at: ctx.now() }, drift);
        isWritten = true;
      },
    });
    return { outcome, unsettled: isWritten ? [] : unsettledBy(subject, outcome) };
  } catch (error) {
    const unsettled = failed(text, error);
    return { outcome: { kind: "retry", reason: unsettled.drift.reason }, unsettled: [unsettled] };
  }
}

function unsettledBy(subject: EventSubject, outcome: Outcome | null): Unsettled[] {
  const drift = outcome && decideDrift(outcome);
  return drift ? [{ subject: formatSubject(subject), drift }] : [];
}

function failed(subject: string, error: unknown): Unsettled {
  const reason = error instanceof Error ? error.message : String(error);
  return { subject, drift: { outcome: "FAILED", difference: "It could not be compared", reason } };
}
