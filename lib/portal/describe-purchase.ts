import type { Offer } from "@/lib/catalog/offer";
import { decideSubscriptionEnd } from "./decide-license-term";
import { decideOrderStatus, decideSubscriptionStatus } from "./decide-purchase-status";
import type { Purchase, PurchaseLine } from "./purchase";
import type { selectOrdersById, selectSubscriptionsById } from "./portal-store";

type SubscriptionRow = Awaited<ReturnType<typeof selectSubscriptionsById>>[number];
type OrderRow = Awaited<ReturnType<typeof selectOrdersById>>[number];

export function describeSubscription(row: SubscriptionRow, offers: Map<string, Offer>): Purchase {
  const { status, endedAt, currency } = row;
  const endsOn = decideSubscriptionEnd(row);
  const goesOn = endedAt === null && endsOn === null;
  const amounts = row.items.map((item) =>
    item.unitAmountMinor === null ? null : item.unitAmountMinor * item.quantity,
  );
  return {
    id: row.id,
    kind: "subscription",
    reference: row.providerSubscriptionId,
    status: decideSubscriptionStatus({ status, endedAt, endsOn }),
    startedAt: row.startedAt,
    renewsOn: goesOn ? (row.status === "trialing" ? row.trialEnd : row.currentPeriodEnd) : null,
    endsOn: endedAt ?? endsOn,
    total: sumOf(amounts, currency),
    lines: row.items.map((item) => describeLine(item, offers)),
  };
}

export function describeOrder(row: OrderRow, offers: Map<string, Offer>): Purchase {
  return {
    id: row.id,
    kind: "order",
    reference: row.providerOrderId,
    status: decideOrderStatus(row.status),
    startedAt: row.placedAt,
    renewsOn: null,
    endsOn: null,
    total: { amountMinor: row.totalMinor, currency: row.currency },
    lines: row.lines.map((line) => describeLine(line, offers)),
  };
}

function sumOf(amounts: (number | null)[], currency: string): Purchase["total"] {
  let amountMinor = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    amountMinor += amount;
  }
  return { amountMinor, currency };
}

function describeLine(line: { offerId: string | null; quantity: number }, offers: Map<string, Offer>): PurchaseLine {
  const offer = line.offerId === null ? undefined : offers.get(line.offerId);
  return {
    sku: offer?.sku ?? null,
    offerName: offer?.displayName ?? "Other product",
    productName: offer?.product.displayName ?? null,
    quantity: line.quantity,
  };
}
