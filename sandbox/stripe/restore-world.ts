import type { Change, Journal } from "@/sandbox/journal";
import type { AnyCollection } from "./collection";
import type { Collections } from "./records";

const daySeconds = 86_400;
const eventsKeptSeconds = 30 * daySeconds;
const answersKeptSeconds = daySeconds;

/** Fills the collections from the journal, drops what Stripe would have forgotten too, and shortens the journal. */
export function restoreWorld(collections: Collections, journal: Journal, now: number): void {
  const byName = new Map<string, AnyCollection>(Object.values(collections).map((each) => [each.name, each]));
  for (const [name, id, value] of journal.read()) byName.get(name)?.restore(id, value);
  forgetOld(collections, now);
  journal.compact(presentState(byName.values()));
}

function* presentState(collections: Iterable<AnyCollection>): Iterable<Change> {
  for (const each of collections) for (const id of each.ids()) yield [each.name, id, each.snapshot(id)];
}

function forgetOld({ events, deliveries, pastDeliveries, keptAnswers }: Collections, now: number): void {
  for (const event of events.values()) if (event.created < now - eventsKeptSeconds) events.restore(event.id, null);
  for (const kept of [deliveries, pastDeliveries])
    for (const { id, event } of kept.values()) if (!events.get(event)) kept.restore(id, null);
  for (const answer of keptAnswers.values())
    if (answer.createdAt < now - answersKeptSeconds) keptAnswers.restore(answer.id, null);
}
