import type { IdPage, PageRequest } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";
import { listWholeOrders } from "./list-orders";
import { cursorOf, daysSince, pageOf } from "./list-purchases";
import { readReturns } from "./read-returns";

/** How old an order may be of which something is returned; the list holds only such orders, so long costs little. */
const longestMs = 2 * 365 * 86_400_000;

/**
 * The orders of which something was returned since then. FastSpring lists orders by their own day, so it is looked up
 * when each return was made.
 */
export async function listRefundedPayments(
  client: FastSpringClient,
  { after, signal, since }: PageRequest & { since: Date },
): Promise<IdPage> {
  const { orders, nextPage } = await listWholeOrders(client, {
    ...daysSince(since),
    begin: new Date(Math.max(0, since.getTime() - longestMs)),
    page: pageOf(after),
    returns: true,
    signal,
  });
  const returns = await readReturns(
    client,
    orders.flatMap((order) => order.returns ?? []),
    signal,
  );
  const recent = new Set(returns.filter(({ changed }) => changed >= since.getTime()).map((each) => each.return));
  const ids = orders.filter((order) => order.returns?.some((id) => recent.has(id))).map(({ order }) => order);
  return { ids, after: cursorOf(nextPage) };
}

/** FastSpring has no list of chargebacks: they are told in an event, and remembered from then on. */
export async function listDisputedPayments(): Promise<IdPage> {
  return { ids: [], after: null };
}
