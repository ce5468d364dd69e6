import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { describeOrder, describeSubscription } from "./describe-purchase";
import { findBuyingCustomer } from "./find-buying-customer";
import { findPurchaseKnowledge } from "./find-purchase-knowledge";
import { pageNumber } from "./page-number";
import { selectOrdersById, selectPurchaseIds, selectSubscriptionsById } from "./portal-store";
import type { Purchase } from "./purchase";

/** So many purchases stand on a page. */
const pageSize = 20;

/**
 * A page of the customer's subscriptions and one-time orders, newest first, as we last saw them at the provider; pages
 * count from 1. For owners and admins of the customer; anybody else gets a `NotFoundError`.
 */
export async function listPurchases(
  ctx: { db: Db; now: Clock },
  { userId, customerId, page: asked }: { userId: string; customerId: string; page?: number | undefined },
): Promise<{ purchases: Purchase[]; nextPage: number | null }> {
  await findBuyingCustomer(ctx, { userId, customerId });
  const page = pageNumber(asked);
  const found = await selectPurchaseIds(ctx.db, customerId, { offset: (page - 1) * pageSize, limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const purchases = await describeAll(ctx, shown);
  return {
    purchases: shown.flatMap(({ id }) => purchases.get(id) ?? []),
    nextPage: found.length > pageSize ? page + 1 : null,
  };
}

async function describeAll(
  { db, now }: { db: Db; now: Clock },
  shown: { kind: "subscription" | "order"; id: string }[],
): Promise<Map<string, Purchase>> {
  const idsOf = (kind: "subscription" | "order") => shown.filter((one) => one.kind === kind).map((one) => one.id);
  const subscriptions = await selectSubscriptionsById(db, idsOf("subscription"));
  const orders = await selectOrdersById(db, idsOf("order"));
  const known = await findPurchaseKnowledge({ db, now }, { subscriptions, orders });
  const purchases = [
    ...subscriptions.map((row) => describeSubscription(row, known)),
    ...orders.map((row) => describeOrder(row, known)),
  ];
  return new Map(purchases.map((purchase) => [purchase.id, purchase]));
}
