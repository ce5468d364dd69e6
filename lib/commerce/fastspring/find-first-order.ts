import { z } from "zod";
import type { FastSpringClient } from "./fastspring-client";
import { findOrder } from "./read-orders";
import { orderReference, type FastSpringOrder, type FastSpringSubscription } from "./wire";

const day = z.string().nullish();
const entry = z.looseObject({ beginEntryDate: day, beginPeriodDate: day, order: orderReference.nullish() });
const entries = z.array(entry);

/**
 * The order that began the subscription: tags stand on orders, never on subscriptions. Where the subscription does not
 * name it, its entries do ("List all subscription entries"): the original order, its renewals and its changes.
 */
export async function findFirstOrder(
  client: FastSpringClient,
  { subscription, initialOrderId }: Pick<FastSpringSubscription, "subscription" | "initialOrderId">,
  signal?: AbortSignal,
): Promise<FastSpringOrder | null> {
  const id = initialOrderId ?? (await findOldestEntry(client, subscription, signal));
  return id ? await findOrder(client, id, signal) : null;
}

/** By the day it was made: an order's own time moves with every return. */
async function findOldestEntry(client: FastSpringClient, id: string, signal?: AbortSignal): Promise<string | null> {
  const path = `/subscriptions/${encodeURIComponent(id)}/entries`;
  const found = (await client.find(`reading the orders of ${id}`, { path, signal }, entries)) ?? [];
  const dayOf = ({ beginEntryDate, beginPeriodDate }: z.infer<typeof entry>) => beginEntryDate ?? beginPeriodDate ?? "";
  const oldestFirst = found.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
  return oldestFirst.find(({ order }) => order)?.order ?? null;
}
