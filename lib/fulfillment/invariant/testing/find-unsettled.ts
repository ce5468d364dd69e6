import type { Db } from "@/lib/db/client";
import type { Ticks } from "./ticks";

type Event = { eventId: string; type: string; subject: string | null; status: string; reason: string | null };

/** Without their bodies, which are most of them. */
export function readEvents(db: Db): Promise<Event[]> {
  const select = { eventId: true, type: true, subject: true, status: true, reason: true };
  return db.inboxEvent.findMany({ select });
}

/**
 * Events that nobody dealt with, or that say they are dealt with though no run that lasted read the provider after they
 * came. `ticks` is null once reconciliation settles events too.
 */
export function findUnsettled(
  events: Event[],
  { givenUp, ticks }: { givenUp: ReadonlySet<string>; ticks: Ticks | null },
): string[] {
  return events.flatMap((event) => {
    const problem = problemOf(event, givenUp) ?? (ticks && effectOf(event, ticks));
    return problem === null ? [] : [`Event ${event.type} ${event.eventId} of ${event.subject} ${problem}`];
  });
}

function problemOf({ status, reason, subject }: Event, givenUp: ReadonlySet<string>): string | null {
  if (status === "WAITING") return "still waits";
  if (reason === null) return `is ${status} without a reason`;
  return status === "PARKED" && !givenUp.has(subject ?? "") ? `is parked: ${reason}` : null;
}

function effectOf({ eventId, subject, status }: Event, ticks: Ticks): string | null {
  // What leads to purchases is settled by their runs.
  if (subject === null || !isPurchase(subject) || status === "PARKED" || ticks.hadEffect(eventId, subject)) return null;
  return `is ${status}, but what it told had no effect`;
}

/** Others, a payment for one, lead to purchases. */
function isPurchase(subject: string): boolean {
  return /^[a-z]+:(subscription|order):/.test(subject);
}
