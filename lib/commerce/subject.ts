import type { ProviderName } from "@/lib/kernel/actor";

/**
 * The provider object that an event is about. An order is named by the provider's id of the completed
 * one-time checkout (Stripe: the checkout session) or order (FastSpring).
 */
export type Subject = { provider: ProviderName; kind: "subscription" | "order"; id: string };

/** `stripe:subscription:sub_…`: the key under which a subject is locked, queued and stored. */
export function formatSubject(subject: Subject): string {
  return `${subject.provider.toLowerCase()}:${subject.kind}:${subject.id}`;
}

/** The reverse of `formatSubject`; null when the text is not a subject. */
export function parseSubject(text: string): Subject | null {
  const match = /^(stripe|fastspring):(subscription|order):(.+)$/.exec(text);
  const [, provider, kind, id] = match ?? [];
  if (!id || (kind !== "subscription" && kind !== "order")) return null;
  return { provider: provider === "stripe" ? "STRIPE" : "FASTSPRING", kind, id };
}
