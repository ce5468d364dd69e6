import { z } from "zod";
import type { Subject } from "../../subject";

/** What an event is about, or why there is nothing to do. State is never taken from a payload (design, 4.4). */
export type Translation = { subject: Subject } | { ignored: string };

export type Translator = (object: unknown) => Translation;

const reference = z.union([z.string().min(1), z.object({ id: z.string().min(1) }).transform((object) => object.id)]);

/** The id of an object that stands in a payload as its id or as the whole object; null when it is absent. */
export const idOf = reference.nullish().transform((id) => id ?? null);

export function subscriptionSubject(id: string): Translation {
  return { subject: { provider: "STRIPE", kind: "subscription", id } };
}

export function orderSubject(id: string): Translation {
  return { subject: { provider: "STRIPE", kind: "order", id } };
}

export function unreadable(what: string): Translation {
  return { ignored: `The event's ${what} can't be read: it lacks what every ${what} has` };
}
