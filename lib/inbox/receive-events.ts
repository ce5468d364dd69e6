import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { IncomingEvent } from "./incoming-event";
import { insertAndQueue, type NewEvent } from "./inbox-store";

/**
 * Stores verified events, each once by provider and event id, and queues their subjects, in one transaction: when this
 * returns, nothing of it can be lost, and when it throws, nothing of it happened. Duplicates write nothing.
 * `caughtUp`: nobody delivered them, we asked for them.
 */
export async function receiveEvents(
  ctx: { db: Db; now: Clock },
  input: { provider: ProviderName; events: IncomingEvent[]; rawBody: string; caughtUp?: boolean },
): Promise<{ stored: number; duplicates: number }> {
  const { provider, rawBody, caughtUp = false } = input;
  const events = input.events.map(toRow);
  const stored = await insertAndQueue(ctx.db, { provider, rawBody, events, now: ctx.now(), caughtUp });
  return { stored, duplicates: input.events.length - stored };
}

function toRow({ ignoredReason, parkedReason, rawBody, ...event }: IncomingEvent): NewEvent {
  const row = { id: newId(), ...event, rawBody: rawBody ?? null };
  if (event.subject !== null) return { ...row, status: "WAITING", reason: null };
  if (parkedReason !== undefined) return { ...row, status: "PARKED", reason: parkedReason };
  return { ...row, status: "IGNORED", reason: ignoredReason };
}
