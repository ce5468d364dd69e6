import type { CommercePort } from "@/lib/commerce/commerce-port";
import { noIssues } from "@/lib/commerce/payment-issues";
import type { Subject } from "@/lib/commerce/subject";
import type { Truth } from "../truth";

/** The lock and its transaction are held meanwhile, so the provider gets no longer than this (design, 4.4). */
export const providerDeadlineMs = 10_000;

/**
 * What the provider says now; null when it does not know the subject. `payments`: those that are known to have had a
 * refund or a dispute. Providers can't list these by purchase; what became of them is read anew each time.
 */
export async function readTruth(
  commerce: CommercePort,
  subject: Subject,
  payments: readonly string[],
): Promise<Truth | null> {
  const signal = AbortSignal.timeout(providerDeadlineMs);
  const readIssues = (ids: Set<string>) => (ids.size > 0 ? commerce.readPaymentIssues([...ids], signal) : noIssues);
  if (subject.kind === "subscription") {
    const subscription = await commerce.readSubscription(subject.id, signal);
    return subscription && { kind: "subscription", subscription, issues: await readIssues(new Set(payments)) };
  }
  const order = await commerce.readOrder(subject.id, signal);
  if (!order) return null;
  const own = order.paymentId !== null && order.hasPaymentIssues ? [order.paymentId] : [];
  return { kind: "order", order, issues: await readIssues(new Set([...payments, ...own])) };
}

/** Costs a request of its own; an order is its checkout and has said it already. */
export async function findCheckoutLicensee(commerce: CommercePort, { kind, id }: Subject): Promise<string | null> {
  if (kind !== "subscription") return null;
  return await commerce.findCheckoutLicensee(id, AbortSignal.timeout(providerDeadlineMs));
}
