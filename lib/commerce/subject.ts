import type { ProviderName } from "@/lib/kernel/actor";

/**
 * A purchase: the provider object that licenses rest on. An order is named by the provider's id of the completed
 * checkout that has one-time lines (Stripe: the checkout session) or order (FastSpring).
 */
export type Subject = { provider: ProviderName; kind: "subscription" | "order"; id: string };

/** What an event is about: a purchase, or something that leads to purchases. */
export type EventSubject = Subject | PaymentSubject | CustomerSubject;

/** Money that moved: a payment, its charge or its invoice, whichever the event names. It paid for purchases. */
export type PaymentSubject = { provider: ProviderName; kind: "payment"; id: string };

/** `customer`: the provider deleted it. `buyer`: what is known about it changed, which purchases may have waited for. */
export type CustomerSubject = { provider: ProviderName; kind: "customer" | "buyer"; id: string };

const kinds = ["subscription", "order", "payment", "customer", "buyer"] as const satisfies EventSubject["kind"][];

/** `stripe:subscription:sub_…`: the key under which a subject is locked, queued and stored. */
export function formatSubject(subject: EventSubject): string {
  return `${subject.provider.toLowerCase()}:${subject.kind}:${subject.id}`;
}

/** The reverse of `formatSubject` for a purchase; null when the text is none. */
export function parseSubject(text: string): Subject | null {
  const subject = parseEventSubject(text);
  return subject?.kind === "subscription" || subject?.kind === "order" ? subject : null;
}

/** The reverse of `formatSubject`; null when the text is not a subject. */
export function parseEventSubject(text: string): EventSubject | null {
  const match = /^(stripe|fastspring):([a-z]+):(.+)$/.exec(text);
  const [, provider, word, id] = match ?? [];
  const kind = kinds.find((known) => known === word);
  if (!id || !kind) return null;
  return { provider: provider === "stripe" ? "STRIPE" : "FASTSPRING", kind, id };
}
