import type { EventSubject } from "../../subject";

/** What an event is about, or why nothing is done. `parked`: it should have been about something, and can't be read. */
export type Translation = { subject: EventSubject } | { ignored: string } | { parked: string };

export type Translator = (data: unknown) => Translation;

/** By event type: why it is listened to, as a sentence, and what becomes of it. */
export type ListenedEvents = Readonly<Record<string, { why: string; translate: Translator }>>;

export function about(kind: EventSubject["kind"], id: string): Translation {
  return { subject: { provider: "FASTSPRING", kind, id } };
}

/** `issue`: where the payload is wrong, as zod says it. */
export function unreadable(what: string, issue: { path: PropertyKey[]; message: string } | undefined): Translation {
  const where = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
  return { parked: `The event's ${what} can't be read: ${where}${issue?.message ?? "it is missing"}` };
}
