import type { Buyer } from "./buyers";
import type { PostOffice } from "./post-office";
import type { Stage } from "./stage";

export type StoredEvent = {
  eventId: string;
  type: string;
  subject: string | null;
  status: string;
  reason: string | null;
};

/** The purchases that what an event is about leads to; a buyer to those that wait for more to be known. */
export function purchasesOf(stage: Stage, subject: string): string[] {
  const [, kind] = subject.split(":");
  const id = idIn(subject);
  if (kind === "payment") return stage.purchasesOf(id);
  return kind === "buyer" ? stage.waitingFor(id) : [subject];
}

/** Subjects whose events wait for support, as they should: at most those of such buyers, and those of bundles. */
export function doubtfulSubjects(stage: Stage, events: StoredEvent[], isDoubtful: (buyer: Buyer) => boolean): string[] {
  const isOf = (account: string) => {
    const buyer = stage.buyers.get(account);
    return buyer !== undefined && isDoubtful(buyer);
  };
  const subjects = events.flatMap(({ subject }) => subject ?? []);
  return subjects.filter((subject) => {
    const id = idIn(subject);
    if (subject.startsWith("fastspring:buyer:")) return isOf(id);
    const order = stage.orders.find((each) => each.id === id);
    const account = (order ?? stage.subscriptions.find((each) => each.id === id))?.account ?? "";
    return isOf(account) || (order?.items.some((item) => item.bundle !== null) ?? false);
  });
}

/** Contested purchases of which a worker gave up to act upon that. */
export function uncertainPurchases(stage: Stage, givenUp: ReadonlySet<string>): string[] {
  return [...stage.contested]
    .filter((id) => givenUp.has(`fastspring:payment:chargeback:${id}`))
    .flatMap((id) => stage.purchasesOf(id));
}

/** The orders whose chargeback FastSpring has told us of. */
export function toldChargebacks(events: StoredEvent[]): ReadonlySet<string> {
  const chargebacks = events.filter(({ type }) => type === "chargeback.created");
  return new Set(chargebacks.map(({ subject }) => idIn(subject ?? "")));
}

/** What FastSpring counts as processed is never sent again: it must be stored. */
export function findLost(stage: Stage, { swallowed, fillers }: PostOffice, events: StoredEvent[]): string[] {
  const stored = new Set(events.map(({ eventId }) => eventId));
  const processed = stage.twin.world.events.all().filter((event) => event.processed && !swallowed.has(event.id));
  const lost = [...processed.map(({ id }) => id), ...fillers].filter((id) => !stored.has(id));
  return lost.map((id) => `Event ${id} was acknowledged and is not stored`);
}

function idIn(subject: string): string {
  return subject.split(":").at(-1) ?? "";
}
