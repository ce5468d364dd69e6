import type { CommercePort, UndeliveredPage } from "@/lib/commerce/commerce-port";
import { formatSubject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import { findLastEvent } from "@/lib/inbox/find-last-event";
import { receiveEvents } from "@/lib/inbox/receive-events";
import type { ProviderName } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/add-days";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "@/lib/observability/log";

/** A provider tries so long to deliver (Stripe, "Webhook retries"), so an event may come that much after a later one. */
const deliveryDays = 3;
/** Stripe lists no older events. */
const keptDays = 30;
const pageDeadlineMs = 30_000;
/** Younger events may be on their way this very moment. */
const underWayMs = 10 * 60_000;

/**
 * Stores the events that the provider could not deliver since the last one that we know of, as if they had come; what
 * we have already stays as it is. Answers with how many were new.
 */
export async function catchUpEvents(
  ctx: { db: Db; now: Clock; log: Log; commerce: Partial<Record<ProviderName, CommercePort>> },
  provider: ProviderName,
): Promise<{ caughtUp: number }> {
  const commerce = ctx.commerce[provider];
  if (!commerce) throw new Error(`${provider} is not connected`);
  const since = await findBeginning(ctx, provider);
  const until = new Date(ctx.now().getTime() - underWayMs);
  let caughtUp = 0;
  let after: string | null = null;
  do {
    const signal = AbortSignal.timeout(pageDeadlineMs);
    const page: UndeliveredPage = await commerce.listUndeliveredEvents({ after, since, signal });
    const due = page.events.filter(({ event }) => event.occurredAt <= until);
    for (const undelivered of due) caughtUp += await store(ctx, { provider, commerce }, undelivered);
    const ids = due.map(({ event }) => event.eventId);
    if (ids.length > 0) await commerce.acknowledgeEvents?.(ids, AbortSignal.timeout(pageDeadlineMs));
    after = page.after;
  } while (after !== null);
  if (caughtUp > 0) ctx.log.warn({ provider, caughtUp }, "Events had not been delivered; they were fetched");
  return { caughtUp };
}

async function store(
  ctx: { db: Db; now: Clock },
  { provider, commerce }: { provider: ProviderName; commerce: CommercePort },
  { event, rawBody }: UndeliveredPage["events"][number],
): Promise<number> {
  // About nothing of ours: it may be another endpoint's alone. What is acknowledged is ours, and stored first.
  if (event.subject === null && !commerce.acknowledgeEvents) return 0;
  const events = [{ ...event, subject: event.subject && formatSubject(event.subject) }];
  return (await receiveEvents(ctx, { provider, events, rawBody, caughtUp: true })).stored;
}

async function findBeginning(ctx: { db: Db; now: Clock }, provider: ProviderName): Promise<Date> {
  const oldest = addDays(ctx.now(), -keptDays);
  const last = await findLastEvent(ctx, { provider });
  const since = last && addDays(last.occurredAt, -deliveryDays);
  return since && since > oldest ? since : oldest;
}
