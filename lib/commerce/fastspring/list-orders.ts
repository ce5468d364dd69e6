import { z } from "zod";
import type { FastSpringClient } from "./fastspring-client";
import { readOrders } from "./read-orders";
import { order, orderReference, type FastSpringOrder } from "./wire";

const pageSize = 50;
const list = z.looseObject({ orders: z.array(z.unknown()), nextPage: z.number().nullish() });

export type OrderQuery = {
  /** FastSpring counts in days, and wants at least one between them. */
  begin: Date;
  end: Date;
  page: number;
  status?: "completed" | "canceled" | "failed";
  products?: readonly string[];
  /** Only those of which something was returned. */
  returns?: true;
  signal: AbortSignal;
};

/** One page of the ids, and the orders themselves where FastSpring gives them along. */
export async function listOrders(client: FastSpringClient, { begin, end, page, signal, ...wanted }: OrderQuery) {
  const { status, products, returns } = wanted;
  const query = {
    begin: dayOf(begin),
    end: dayOf(end),
    scope: scopeOf(client),
    page,
    limit: pageSize,
    ...(status && { status }),
    ...(products && { products: products.join(",") }),
    ...(returns && { returns: "true" }),
  };
  const answer = await client.find("listing orders", { path: "/orders", query, signal }, list);
  const ids = (answer?.orders ?? []).flatMap((entry) => orderReference.safeParse(entry).data ?? []);
  const whole = (answer?.orders ?? []).flatMap((entry) => order.safeParse(entry).data ?? []);
  return { ids, whole, nextPage: answer?.nextPage ?? null };
}

/** As `listOrders`, with every order read. */
export async function listWholeOrders(
  client: FastSpringClient,
  query: OrderQuery,
): Promise<{ orders: FastSpringOrder[]; nextPage: number | null }> {
  const { ids, whole, nextPage } = await listOrders(client, query);
  const missing = ids.filter((id) => !whole.some((each) => each.order === id));
  const read = missing.length > 0 ? await readOrders(client, missing, query.signal) : [];
  return { orders: [...whole, ...read], nextPage };
}

/** Test and live orders stand in the same lists. */
export function scopeOf({ live }: FastSpringClient): "live" | "test" {
  return live ? "live" : "test";
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
