import type { CommercePort, UndeliveredPage } from "@/lib/commerce/commerce-port";
import { formatSubject } from "@/lib/commerce/subject";
import type { Db } from "@/lib/db/client";
import { receiveEvents } from "@/lib/inbox/receive-events";
import type { ProviderName } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/add-days";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "@/lib/observability/log";
import { selectCatchUp, writeCatchUp } from "./catch-up-store";

/**
 * So much is asked for again: providers try up to a week to deliver (FastSpring, "Processed and unprocessed webhook
 * events"; Stripe three days), and may list an event as undelivered only then.
 */
const againDays = 7;
/** Stripe lists no older events. */
const keptDays = 30;
const pageDeadlineMs = 30_000;
/** Younger events may be on their way this very moment. */
const underWayMs = 10 * 60_000;

/**
 * Stores the events that the provider could not deliver since its list was last read to the end, as if they had come;
 * what we have already stays as it is. That a later event came by itself says nothing about those before it. Answers
 * with how many were new.
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
  await writeCatchUp(ctx.db, provider, until);
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
  const reachedAt = await selectCatchUp(ctx.db, provider);
  const since = reachedAt && addDays(reachedAt, -againDays);
  return since && since > oldest ? since : oldest;
}
