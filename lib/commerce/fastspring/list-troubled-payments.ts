import type { IdPage, PageRequest } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";
import { listWholeOrders } from "./list-orders";
import { cursorOf, daysSince, pageOf } from "./list-purchases";

/** The orders of which something was returned; a return changes its order. */
export async function listRefundedPayments(
  client: FastSpringClient,
  { after, signal, since }: PageRequest & { since: Date },
): Promise<IdPage> {
  const { orders, nextPage } = await listWholeOrders(client, {
    ...daysSince(since),
    page: pageOf(after),
    status: "completed",
    returns: true,
    signal,
  });
  const ids = orders.filter(({ changed }) => changed >= since.getTime()).map(({ order }) => order);
  return { ids, after: cursorOf(nextPage) };
}

/** FastSpring has no list of chargebacks: they are told in an event, and remembered from then on. */
export async function listDisputedPayments(): Promise<IdPage> {
  return { ids: [], after: null };
}
