import type { FastSpringClient } from "./fastspring-client";
import { listOrders } from "./list-orders";
import { placedAt } from "./placed-at";
import type { FastSpringOrder } from "./wire";

const dayMs = 86_400_000;
const mostPages = 20;

/**
 * Whether an order that is not completed was withdrawn or has failed, or still waits for its payment: the order itself
 * does not say, FastSpring's lists of such orders do.
 */
export async function isCanceledOrder(
  client: FastSpringClient,
  order: FastSpringOrder,
  signal: AbortSignal,
): Promise<boolean> {
  for (const status of ["canceled", "failed"] as const) {
    if (await isListed(client, order, status, signal)) return true;
  }
  return false;
}

async function isListed(
  client: FastSpringClient,
  found: FastSpringOrder,
  status: "canceled" | "failed",
  signal: AbortSignal,
): Promise<boolean> {
  const { order, changed, items } = found;
  // The list goes by the day of the order, which may have waited long for its money.
  const around = { begin: new Date(placedAt(found) - dayMs), end: new Date(changed + 2 * dayMs) };
  const products = [...new Set(items.map(({ product }) => product))];
  let page: number | null = 1;
  for (let read = 0; page !== null && read < mostPages; read += 1) {
    const query = { ...around, page, status, products, signal };
    const list: Awaited<ReturnType<typeof listOrders>> = await listOrders(client, query);
    if (list.ids.includes(order)) return true;
    page = list.nextPage;
  }
  return false;
}
