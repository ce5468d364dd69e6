import type { Db } from "@/lib/db/client";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { IncomingEvent } from "./incoming-event";
import { insertEvents } from "./inbox-store";

/**
 * Stores verified events, each once by provider and event id, and queues their subjects, in one transaction: when this
 * returns, nothing of it can be lost, and when it throws, nothing of it happened. Duplicates write nothing.
 */
export async function receiveEvents(
  ctx: { db: Db; now: Clock },
  input: { provider: ProviderName; events: IncomingEvent[]; rawBody: string },
): Promise<{ stored: number; duplicates: number }> {
  const stored = await ctx.db.$transaction(async (tx) => {
    const fresh = await insertEvents(
      tx,
      input.events.map((event) => toRow(input, event, ctx.now())),
    );
    for (const [subject, cause] of causesBySubject(input.provider, fresh)) {
      await enqueueJob(tx, { name: "fulfill", payload: { subject, cause } });
    }
    return fresh.length;
  });
  return { stored, duplicates: input.events.length - stored };
}

function toRow(input: { provider: ProviderName; rawBody: string }, event: IncomingEvent, now: Date) {
  const { ignoredReason, ...rest } = event;
  const handled =
    event.subject === null
      ? { status: "IGNORED" as const, reason: ignoredReason, handledAt: now }
      : { status: "WAITING" as const };
  return { id: newId(), provider: input.provider, rawBody: input.rawBody, ...rest, ...handled };
}

function causesBySubject(
  provider: ProviderName,
  fresh: { eventId: string; subject: string | null }[],
): [string, string][] {
  const causes = new Map<string, string>();
  for (const { eventId, subject } of fresh) {
    if (subject !== null) causes.set(subject, `event ${eventId} from ${provider.toLowerCase()}`);
  }
  // Always in the same order, so that two batches never wait for each other's jobs.
  return [...causes].sort(([a], [b]) => a.localeCompare(b));
}
