import { z } from "zod";
import type { PageRequest, UndeliveredPage } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";
import { toNotifiedEvents } from "./read-notification";

const dayMs = 86_400_000;
/** FastSpring refuses to look back further; an hour's distance from that limit. */
const longestMs = 30 * dayMs - 3_600_000;

const list = z.looseObject({ events: z.array(z.unknown()), more: z.boolean().nullish() });

/**
 * The events that nobody marked as processed, of the account's first webhook ("Get unprocessed events"), 25 at a time.
 * The next page begins where the last event of this one was made; an event can stand on both.
 */
export async function listUndeliveredEvents(
  client: FastSpringClient,
  { after, signal, since }: PageRequest & { since: Date },
): Promise<UndeliveredPage> {
  const now = Date.now();
  const begin = after === null ? Math.max(since.getTime(), now - longestMs) : Number(after);
  if (begin >= now) return { events: [], after: null };
  const query = { begin, end: now };
  const answer = await client.call("listing unprocessed events", { path: "/events/unprocessed", query, signal }, list);
  const { events } = toNotifiedEvents(answer.events, { now: new Date(begin), live: client.live });
  const newest = Math.max(begin, ...events.map(({ occurredAt }) => occurredAt.getTime()));
  return {
    events: events.map((event) => ({ event, rawBody: event.rawBody })),
    // A whole page of one moment would otherwise come again for ever. What is left of that moment comes with the next
    // reading, when these are marked as processed.
    after: answer.more ? String(newest > begin ? newest : begin + 1) : null,
  };
}

/** Marks them as processed, so that FastSpring neither sends nor lists them again; one that is gone needs no mark. */
export async function acknowledgeEvents(
  client: FastSpringClient,
  eventIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const id of eventIds) {
    const request = {
      method: "POST",
      path: `/events/${encodeURIComponent(id)}`,
      body: { processed: true },
      signal,
    } as const;
    await client.find(`marking event ${id} as processed`, request, z.unknown());
  }
}
