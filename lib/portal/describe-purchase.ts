import { type Offer, priceAt } from "@/lib/catalog/offer";
import { decideSubscriptionEnd } from "./decide-license-term";
import type { Subject } from "@/lib/commerce/subject";
import { decideOrderStatus, decideSubscriptionStatus, type PaymentTrouble } from "./decide-purchase-status";
import type { Purchase, PurchaseLine } from "./purchase";
import type { selectOrdersById, selectSubscriptionsById } from "./portal-store";

type SubscriptionRow = Awaited<ReturnType<typeof selectSubscriptionsById>>[number];
type OrderRow = Awaited<ReturnType<typeof selectOrdersById>>[number];

/** What else is known of purchases, by subject. */
export type PurchaseKnowledge = {
  offers: Map<string, Offer>;
  troubleOf(subject: Subject): PaymentTrouble;
  /** The end that was sold with it; null: none. */
  soldUntil(subject: Subject): Date | null;
  now: Date;
};

export function describeSubscription(row: SubscriptionRow, { offers, troubleOf }: PurchaseKnowledge): Purchase {
  const { status, endedAt, currency, provider } = row;
  const endsOn = decideSubscriptionEnd(row);
  const goesOn = endedAt === null && endsOn === null;
  const amounts = row.items.map((item) =>
    item.unitAmountMinor === null ? null : Number(item.unitAmountMinor) * item.quantity,
  );
  return {
    id: row.id,
    kind: "subscription",
    provider,
    reference: row.providerSubscriptionId,
    status: decideSubscriptionStatus(
      { status, endedAt, endsOn },
      troubleOf({ provider, kind: "subscription", id: row.providerSubscriptionId }),
    ),
    startedAt: row.startedAt,
    renewsOn: goesOn ? (row.status === "trialing" ? row.trialEnd : row.currentPeriodEnd) : null,
    endsOn: endedAt ?? endsOn,
    total: sumOf(amounts, currency),
    every: rhythmOf(row, offers),
    refunded: null,
    lines: row.items.map((item) => describeLine(item, offers)),
  };
}

export function describeOrder(row: OrderRow, { offers, troubleOf, soldUntil, now }: PurchaseKnowledge): Purchase {
  const { provider, status, currency } = row;
  const totalMinor = Number(row.totalMinor);
  const subject = { provider, kind: "order", id: row.providerOrderId } as const;
  const trouble = troubleOf(subject);
  const endsOn = soldUntil(subject);
  return {
    id: row.id,
    kind: "order",
    provider,
    reference: row.providerOrderId,
    status: decideOrderStatus({ status, totalMinor, endsOn }, trouble, now),
    startedAt: row.placedAt,
    renewsOn: null,
    endsOn,
    total: { amountMinor: totalMinor, currency },
    every: null,
    refunded: trouble.refundedMinor > 0 ? { amountMinor: trouble.refundedMinor, currency } : null,
    lines: row.lines.map((line) => describeLine(line, offers)),
  };
}

/** That of its first line: all lines of a subscription are billed together. */
function rhythmOf({ provider, items: [first] }: SubscriptionRow, offers: Map<string, Offer>): Purchase["every"] {
  const offer = offers.get(first?.offerId ?? "");
  const price = offer && priceAt(offer, provider)?.price;
  return price ? { interval: price.interval, intervalCount: price.intervalCount } : null;
}

function sumOf(amounts: (number | null)[], currency: string): Purchase["total"] {
  let amountMinor = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    amountMinor += amount;
  }
  return { amountMinor, currency };
}

function describeLine(
  line: { id: string; offerId: string | null; quantity: number },
  offers: Map<string, Offer>,
): PurchaseLine {
  const offer = line.offerId === null ? undefined : offers.get(line.offerId);
  return {
    id: line.id,
    sku: offer?.sku ?? null,
    offerName: offer?.displayName ?? "Other product",
    productName: offer?.product.displayName ?? null,
    quantity: line.quantity,
    seats: offer ? line.quantity * offer.seatsPerUnit : null,
  };
}
