import { z } from "zod";
import type { EventSubject } from "../../subject";

/** What an event is about, or why there is nothing to do. State is never taken from a payload (design, 4.4). */
export type Translation = { subject: EventSubject } | { ignored: string };

export type Translator = (object: unknown) => Translation;

/** By event type: why it is listened to, as a sentence, and what becomes of it. */
export type ListenedEvents = Readonly<Record<string, { why: string; translate: Translator }>>;

const reference = z.union([z.string().min(1), z.object({ id: z.string().min(1) }).transform((object) => object.id)]);

/** The id of an object that stands in a payload as its id or as the whole object; null when it is absent. */
export const idOf = reference.nullish().transform((id) => id ?? null);

export function subscriptionSubject(id: string): Translation {
  return { subject: { provider: "STRIPE", kind: "subscription", id } };
}

export function orderSubject(id: string): Translation {
  return { subject: { provider: "STRIPE", kind: "order", id } };
}

/** The purchase is found at the provider, by what its payment paid for. */
export function paymentSubject(id: string): Translation {
  return { subject: { provider: "STRIPE", kind: "payment", id } };
}

export function unreadable(what: string): Translation {
  return { ignored: `The event's ${what} can't be read: it lacks what every ${what} has` };
}
