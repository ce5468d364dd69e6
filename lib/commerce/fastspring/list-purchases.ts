import { z } from "zod";
import type { IdPage, PageRequest } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";
import { listWholeOrders, scopeOf } from "./list-orders";
import { isOneTime } from "./read-orders";
import { subscriptionReference } from "./wire";

const dayMs = 86_400_000;
const list = z.looseObject({ subscriptions: z.array(subscriptionReference), nextPage: z.number().nullish() });

/** Without a status FastSpring lists all subscriptions, deactivated ones included. */
export async function listSubscriptionIds(client: FastSpringClient, { after, signal }: PageRequest): Promise<IdPage> {
  const query = { page: pageOf(after), limit: 50, scope: scopeOf(client) };
  const answer = await client.find("listing subscriptions", { path: "/subscriptions", query, signal }, list);
  return { ids: answer?.subscriptions ?? [], after: cursorOf(answer?.nextPage) };
}

/** Completed orders that sold something once; FastSpring can't list by that. */
export async function listOrderIds(
  client: FastSpringClient,
  { after, signal, placedSince }: PageRequest & { placedSince: Date },
): Promise<IdPage> {
  const { orders, nextPage } = await listWholeOrders(client, {
    ...daysSince(placedSince),
    page: pageOf(after),
    status: "completed",
    signal,
  });
  const once = orders.filter(({ items, changed }) => changed >= placedSince.getTime() && items.some(isOneTime));
  return { ids: once.map(({ order }) => order), after: cursorOf(nextPage) };
}

/** From the day of `since` until tomorrow is over everywhere. */
export function daysSince(since: Date): { begin: Date; end: Date } {
  const end = Math.max(Date.now(), since.getTime()) + 2 * dayMs;
  return { begin: since, end: new Date(end) };
}

export function pageOf(after: string | null): number {
  return after === null ? 1 : Number(after);
}

export function cursorOf(nextPage: number | null | undefined): string | null {
  return nextPage ? String(nextPage) : null;
}
