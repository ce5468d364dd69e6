import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { NotificationReading, ProviderEvent } from "../commerce-port";
import { listenedEvents } from "./listened-events";
import { otherMode } from "./store-mode";
import { toDate } from "./wire";

/** A notification has no time of its own: a replay is told by what it would change, which is nothing. */
const envelope = z.looseObject({ events: z.array(z.unknown()) });
const name = z.string().min(1).max(255);
const notified = z.looseObject({
  id: name,
  type: name,
  created: z.unknown().optional(),
  live: z.boolean().nullish(),
  data: z.unknown(),
});
const named = z.looseObject({ id: name });

/** An event with its own part of the body, which is kept for replay. */
type NotifiedEvent = ProviderEvent & { rawBody: string };

/** Verifies the signature over the raw body (constant time, any of the secrets) and reads the events in it. */
export function readNotification(
  { secrets, live }: { secrets: readonly string[]; live: boolean },
  rawBody: string,
  signature: string | null,
  now: Date,
): NotificationReading {
  if (!signature || !secrets.some((secret) => isSigned(rawBody, signature, secret))) return { kind: "bad_signature" };
  const parsed = envelope.safeParse(parseJson(rawBody));
  if (!parsed.success) return { kind: "unreadable", reason: "the body is not a FastSpring notification" };
  return { kind: "events", ...toNotifiedEvents(parsed.data.events, { now, live }) };
}

function isSigned(rawBody: string, signature: string, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(rawBody, "utf8").digest();
  const given = Buffer.from(signature.trim(), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** When, and whether live orders count here. */
type ReadAt = { now: Date; live: boolean };

/** FastSpring's events in our words; `unreadable`: how many have not even an id to be stored under. */
export function toNotifiedEvents(entries: unknown[], at: ReadAt): { events: NotifiedEvent[]; unreadable: number } {
  const events = entries.flatMap((entry) => toEvent(entry, at) ?? []);
  return { events, unreadable: entries.length - events.length };
}

function toEvent(entry: unknown, at: ReadAt): NotifiedEvent | null {
  const rawBody = JSON.stringify({ events: [entry] });
  const event = notified.safeParse(entry);
  if (event.success) return { ...toProviderEvent(event.data, at), rawBody };
  const id = named.safeParse(entry).data?.id;
  if (id === undefined) return null;
  const parkedReason = "The event can't be read: it lacks what every event has";
  return { ...base(id, "unreadable", at.now), parkedReason, rawBody };
}

function toProviderEvent({ id, type, created, live, data }: z.infer<typeof notified>, at: ReadAt): ProviderEvent {
  const event = base(id, type, toDate(created) ?? at.now);
  const ignoredReason = otherMode(live, at.live);
  if (ignoredReason !== null) return { ...event, ignoredReason };
  const listened = Object.hasOwn(listenedEvents, type) ? listenedEvents[type] : undefined;
  if (!listened) return { ...event, ignoredReason: `Usher does not act on ${type} events` };
  const translation = listened.translate(data);
  if ("subject" in translation) return { ...event, subject: translation.subject };
  if ("parked" in translation) return { ...event, parkedReason: translation.parked };
  return { ...event, ignoredReason: translation.ignored };
}

function base(eventId: string, type: string, occurredAt: Date): ProviderEvent {
  return { eventId, type, apiVersion: null, occurredAt, subject: null, ignoredReason: null };
}
