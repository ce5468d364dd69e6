import { Stripe } from "stripe";
import { z } from "zod";
import type { NotificationReading, ProviderEvent } from "../commerce-port";
import { listenedEvents } from "./listened-events";

/** Stripe's own default; older notifications are replays. */
const toleranceSeconds = 300;

/** Newer "thin" events have a text as time and no object; they are stored like any type that is not listened to. */
const envelope = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  api_version: z.string().nullish(),
  created: z.union([z.number(), z.string()]).optional(),
  data: z.object({ object: z.unknown().optional() }).nullish(),
});

/** Verifies the signature over the raw body (constant time, any of the secrets) and reads the one event in it. */
export function readNotification(
  secrets: readonly string[],
  rawBody: string,
  signature: string | null,
  now: Date,
): NotificationReading {
  if (!signature || !secrets.some((secret) => isSigned(rawBody, signature, secret, now))) {
    return { kind: "bad_signature" };
  }
  const parsed = envelope.safeParse(parseJson(rawBody));
  if (!parsed.success) return { kind: "unreadable", reason: "the body is not a Stripe event" };
  return { kind: "events", events: [toProviderEvent(parsed.data, now)] };
}

function isSigned(rawBody: string, signature: string, secret: string, now: Date): boolean {
  try {
    Stripe.webhooks.signature?.verifyHeader(rawBody, signature, secret, toleranceSeconds, undefined, now.getTime());
    return Stripe.webhooks.signature !== null;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Stripe's event in our words; `now` stands in for a time that can't be read. */
export function toProviderEvent(event: z.infer<typeof envelope>, now: Date): ProviderEvent {
  const listened = Object.hasOwn(listenedEvents, event.type) ? listenedEvents[event.type] : undefined;
  const translation = listened
    ? listened.translate(event.data?.object)
    : { ignored: `Usher does not act on ${event.type} events` };
  return {
    eventId: event.id,
    type: event.type,
    apiVersion: event.api_version ?? null,
    occurredAt: toOccurredAt(event.created, now),
    subject: "subject" in translation ? translation.subject : null,
    ignoredReason: "ignored" in translation ? translation.ignored : null,
  };
}

function toOccurredAt(created: number | string | undefined, now: Date): Date {
  const at = typeof created === "number" ? new Date(created * 1000) : new Date(created ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? now : at;
}
