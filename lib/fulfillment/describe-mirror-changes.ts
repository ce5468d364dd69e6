import type { Order } from "@/lib/commerce/order";
import type { Subscription } from "@/lib/commerce/subscription";

/** What is compared, each thing with its name and as text. */
type Facts = ReadonlyMap<string, string>;

type Line = { id: string; providerPriceId: string; quantity: number };
type Times = "cancelAt" | "canceledAt" | "endedAt" | "currentPeriodEnd" | "trialEnd" | "pastDueSince";
export type MirroredSubscription = Pick<Subscription, "currency" | "cancelAtPeriodEnd" | Times> & {
  status: string;
  items: Line[];
};
export type MirroredOrder = Pick<Order, "paymentId" | "currency" | "totalMinor"> & { status: string; lines: Line[] };

type Issue = { id: string; status: string };
export type MirroredIssues = { refunds: Issue[]; disputes: Issue[] };

export function factsOfSubscription(subscription: MirroredSubscription): Facts {
  const { status, currency, cancelAtPeriodEnd, cancelAt, canceledAt, endedAt } = subscription;
  const { currentPeriodEnd, trialEnd, pastDueSince, items } = subscription;
  const states = { status, currency, cancelAtPeriodEnd, cancelAt, canceledAt, endedAt };
  return toFacts({ ...states, currentPeriodEnd, trialEnd, pastDueSince }, items);
}

export function factsOfOrder({ status, paymentId, currency, totalMinor, lines }: MirroredOrder): Facts {
  return toFacts({ status, paymentId, currency, totalMinor }, lines);
}

/** Refunds and disputes, each with its state. */
export function factsOfIssues({ refunds, disputes }: MirroredIssues): Facts {
  return new Map([
    ...refunds.map(({ id, status }): [string, string] => [`refund ${id}`, status]),
    ...disputes.map(({ id, status }): [string, string] => [`dispute ${id}`, status]),
  ]);
}

/** `status was active, is past_due`, one text for each thing that differs; null: nothing was known of it. */
export function describeMirrorChanges(before: Facts | null, after: Facts): string[] {
  if (before === null) return ["It was not known here"];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [before.get(name) ?? "absent", after.get(name) ?? "absent"];
    return was === is ? [] : [`${name} was ${was}, is ${is}`];
  });
}

function toFacts(states: Record<string, string | number | boolean | Date | null>, lines: Line[]): Facts {
  const entries = Object.entries(states).map(([name, value]): [string, string] => [name, toText(value)]);
  const bought = lines.map((line): [string, string] => [
    `line ${line.id}`,
    `${line.quantity} of ${line.providerPriceId}`,
  ]);
  return new Map([...entries, ...bought]);
}

function toText(value: string | number | boolean | Date | null): string {
  return value instanceof Date ? value.toISOString() : String(value ?? "none");
}
