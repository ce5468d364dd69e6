import type { FastSpringClient } from "./fastspring-client";
import { listOrders } from "./list-orders";
import type { FastSpringOrder } from "./wire";

const dayMs = 86_400_000;
const mostPages = 20;

/**
 * Whether an order that is not completed was withdrawn, or still waits for its payment: the order itself does not say,
 * FastSpring's list of canceled ones does.
 */
export async function isCanceledOrder(
  client: FastSpringClient,
  { order, changed }: FastSpringOrder,
  signal: AbortSignal,
): Promise<boolean> {
  const around = { begin: new Date(changed - dayMs), end: new Date(changed + 2 * dayMs) };
  let page: number | null = 1;
  for (let read = 0; page !== null && read < mostPages; read += 1) {
    const list: Awaited<ReturnType<typeof listOrders>> = await listOrders(client, {
      ...around,
      page,
      status: "canceled",
      signal,
    });
    if (list.ids.includes(order)) return true;
    page = list.nextPage;
  }
  return false;
}
