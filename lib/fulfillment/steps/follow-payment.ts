import { formatSubject, type PaymentSubject } from "@/lib/commerce/subject";
import type { Outcome } from "@/lib/kernel/outcome";
import { combineOutcomes } from "../combine-outcomes";
import { fulfill } from "../fulfill";
import type { FulfillmentContext } from "../fulfillment-context";
import { parkedUntilConnected } from "../not-connected";
import { providerDeadlineMs } from "./read-truth";
import { settleEvents } from "./settle-events";

/**
 * Fulfills what the payment paid for, each purchase under its own lock. What a payment paid for never changes, so that
 * part needs no lock.
 */
export async function followPayment(
  ctx: FulfillmentContext,
  { subject, cause }: { subject: PaymentSubject; cause: string },
): Promise<Outcome> {
  const commerce = ctx.commerce[subject.provider];
  return await settleEvents(ctx, { subject: formatSubject(subject), cause }, async () => {
    if (!commerce) return parkedUntilConnected(subject.provider);
    const purchases = await commerce.findPaidPurchases(subject.id, AbortSignal.timeout(providerDeadlineMs));
    const outcomes: Outcome[] = [];
    for (const purchase of purchases) {
      outcomes.push(await fulfill(ctx, { subject: purchase, cause, payments: [subject.id] }));
    }
    return combineOutcomes(outcomes, `${subject.id} paid for no checkout and no subscription`);
  });
}
