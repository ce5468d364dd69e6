import type { Expected } from "../expected-licenses";
import { soldAs, type Sold } from "./catalog";
import { returnedOf } from "./returns";
import { isOneTime, type Stage, type TwinOrder, type TwinSubscription } from "./stage";

/**
 * What the guide (docs/fastspring.md, "What becomes of licenses") and the design's policies grant for what FastSpring has
 * now. Written from those and from the stand-in's records alone: it shares no code with what it judges. Lines that are
 * not listed have no living license. `told`: the orders whose chargeback FastSpring has told us of.
 */
export function expectedOf(stage: Stage, told: ReadonlySet<string>): Expected[] {
  const isKnown = ({ account }: { account: string }) => !stage.isDoubtful(account);
  const contested = new Set(stage.orders.filter(({ id }) => told.has(id)).flatMap(({ id }) => stage.purchasesOf(id)));
  return [
    ...stage.subscriptions.filter(isKnown).flatMap((each) => ofSubscription(stage, each, contested)),
    ...stage.orders.filter(isKnown).flatMap((each) => ofOrder(stage, each, contested)),
  ];
}

function ofSubscription(stage: Stage, subscription: TwinSubscription, contested: ReadonlySet<string>): Expected[] {
  const { id, product, quantity, addons } = subscription;
  const isContested = contested.has(`fastspring:subscription:${id}`);
  const lines = [
    { line: id, product, quantity },
    ...addons.map((addon) => ({ line: `${id}:${addon.product}`, product: addon.product, quantity: addon.quantity })),
  ];
  return lines.flatMap(({ line, product: path, quantity: count }) => {
    const sold = soldAs(path);
    const standing = sold ? standingOf(stage, subscription, sold) : "none";
    if (!sold || standing === "none") return [];
    return [
      {
        ...whose(stage, subscription.account),
        purchase: id,
        line,
        state: isContested && sold.dispute !== "KEEP" ? "suspended" : standing,
        sku: sold.path,
        productName: sold.productName,
        seats: count * sold.seatsPerUnit,
        validUntil: sold.untilPeriodEnd ? periodEndOf(subscription) : null,
      },
    ];
  });
}

/** Of the period that is paid for: a canceled subscription ends with it, a pause begins with it. */
export function periodEndOf(subscription: TwinSubscription): Date | null {
  const { next, deactivation, pause } = subscription;
  const isCanceled = stateOf(subscription) === "canceled";
  const end = isCanceled ? (deactivation ?? next) : (pause?.from ?? next);
  return end === null ? null : new Date(end);
}

/** What is canceled in its pause stays paused until it ends with that: nobody pays for the time till then. */
export function stateOf({ state, pause, canceled, deactivation }: TwinSubscription): TwinSubscription["state"] {
  const isInPause = pause && canceled !== null && pause.from <= canceled && pause.until === deactivation;
  return state === "canceled" && isInPause ? "paused" : state;
}

const dayMs = 86_400_000;

type Standing = "valid" | "suspended" | "none";

const standings: Record<Exclude<TwinSubscription["state"], "overdue">, Standing> = {
  trial: "valid",
  active: "valid",
  // Until its period is over.
  canceled: "valid",
  paused: "suspended",
  deactivated: "none",
};

function standingOf(stage: Stage, subscription: TwinSubscription, { graceDays }: Sold): Standing {
  const { id } = subscription;
  const state = stateOf(subscription);
  if (state !== "overdue") return standings[state];
  const now = stage.twin.clock.nowMs();
  const since = stage.overdueSince.get(id)?.at ?? now;
  return now < since + (graceDays ?? 14) * dayMs ? "valid" : "suspended";
}

function ofOrder(stage: Stage, order: TwinOrder, contested: ReadonlySet<string>): Expected[] {
  if (order.status !== "completed") return [];
  return order.items.flatMap((item) => {
    const sold = soldAs(item.product);
    // Bundles can't be licensed; what a subscription was sold with is the subscription's.
    if (!sold || !isOneTime(item) || item.bundle !== null) return [];
    const returned = returnedOf(stage, order, item.product);
    if (returned >= item.subtotal || (returned > 0 && sold.partialRefund === "REVOKE")) return [];
    const isContested = contested.has(`fastspring:order:${order.id}`) && sold.dispute !== "KEEP";
    return [
      {
        ...whose(stage, order.account),
        purchase: order.id,
        line: item.product,
        state: isContested ? "suspended" : "valid",
        sku: sold.path,
        productName: sold.productName,
        seats: item.quantity * sold.seatsPerUnit,
        // FastSpring tells when an order changed last, not when it was placed: see `endsOf`.
        validUntil: endsOf(stage, order.id, sold)[0] ?? null,
      },
    ];
  });
}

/**
 * When a fixed term may end: it begins with the order's completion, or with the change that was seen first. Once something
 * was returned, only the day tells when it was placed.
 */
export function endsOf(stage: Stage, orderId: string, { termDays }: Pick<Sold, "termDays">): Date[] {
  if (termDays === null) return [];
  const returned = stage.orders.filter(({ id, returns }) => id === orderId && returns.length > 0);
  const days = returned.map(({ placed, changed }) => dayOf(placed ?? changed));
  return [...(stage.moments.get(orderId) ?? []), ...days].map((moment) => new Date(moment + termDays * dayMs));
}

const dayOf = (atMs: number) => atMs - (atMs % dayMs);

function whose(stage: Stage, account: string): { providerCustomerId: string; licenseeId: string | null } {
  return { providerCustomerId: account, licenseeId: stage.buyers.get(account)?.licenseeId ?? null };
}
