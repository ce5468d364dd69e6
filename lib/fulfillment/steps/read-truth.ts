import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { Subject } from "@/lib/commerce/subject";
import type { Truth } from "../truth";

/** The lock and its transaction are held meanwhile, so the provider gets no longer than this (design, 4.4). */
const deadlineMs = 10_000;

/** What the provider says now; null when it does not know the subject. */
export async function readTruth(commerce: CommercePort, subject: Subject): Promise<Truth | null> {
  const signal = AbortSignal.timeout(deadlineMs);
  if (subject.kind === "subscription") {
    const subscription = await commerce.readSubscription(subject.id, signal);
    return subscription && { kind: "subscription", subscription };
  }
  const order = await commerce.readOrder(subject.id, signal);
  return order && { kind: "order", order };
}
