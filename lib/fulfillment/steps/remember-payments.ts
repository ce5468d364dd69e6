import { formatSubject } from "@/lib/commerce/subject";
import { findOpenEvents } from "@/lib/inbox/find-open-events";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { FulfillmentRun } from "../fulfillment-context";
import { insertPayments, takePayments } from "../issue-store";
import type { Settled } from "./apply-truth";

/**
 * What happened to a payment of a purchase that can't be settled yet, e.g. for its buyer is doubtful, must count when it
 * can: the payment is kept in mind until then, and what its own events still wait for is then looked at again.
 */
export async function rememberPayments(
  run: FulfillmentRun,
  { outcome, payments }: { outcome: Settled; payments: readonly string[] },
): Promise<void> {
  const { tx, provider, subject } = run;
  if (outcome.kind !== "done") {
    if (payments.length > 0) await insertPayments(tx, { provider, subject, payments });
    return;
  }
  for (const id of await takePayments(tx, provider, subject)) {
    const payment = formatSubject({ provider, kind: "payment", id });
    if (payments.includes(id) || (await findOpenEvents(tx, payment)).length === 0) continue;
    await enqueueJob(tx, { name: "fulfill", payload: { subject: payment, cause: `${subject} was settled` } });
  }
}
