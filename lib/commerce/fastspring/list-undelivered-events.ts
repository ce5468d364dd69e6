import { z } from "zod";
import type { PageRequest, UndeliveredPage } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";
import { toNotifiedEvents } from "./read-notification";
import { otherMode } from "./store-mode";

const dayMs = 86_400_000;
/** FastSpring refuses to look back further; an hour's distance from that limit. */
const longestMs = 30 * dayMs - 3_600_000;

const list = z.looseObject({ events: z.array(z.unknown()), more: z.boolean().nullish() });
const moded = z.looseObject({ live: z.boolean().nullish() });

/**
 * The events that nobody marked as processed, of the account's first webhook ("Get unprocessed events"), 25 at a time.
 * The next page begins where the last event of this one was made; an event can stand on both. Those of the other mode are
 * another installation's, which would never get them if this one took them.
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
  const read = (entries: unknown[]) => toNotifiedEvents(entries, { now: new Date(begin), live: client.live }).events;
  const newest = Math.max(begin, ...read(answer.events).map(({ occurredAt }) => occurredAt.getTime()));
  const isOurs = (entry: unknown) => otherMode(moded.safeParse(entry).data?.live, client.live) === null;
  return {
    events: read(answer.events.filter(isOurs)).map((event) => ({ event, rawBody: event.rawBody })),
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
