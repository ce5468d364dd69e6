import { toMinorUnits } from "@/lib/kernel/money";
import type { Order, OrderLine } from "../order";
import type { FastSpringClient } from "./fastspring-client";
import { isCanceledOrder } from "./is-canceled-order";
import { placedAt } from "./placed-at";
import { readAccount } from "./read-account";
import { findOrder, isOneTime } from "./read-orders";
import { readTags } from "./tags";
import { toBuyer } from "./to-buyer";
import type { FastSpringOrder } from "./wire";

/** What was bought once in an order; null when there is no such order, or it only began subscriptions. */
export async function readOrder(client: FastSpringClient, id: string, signal: AbortSignal): Promise<Order | null> {
  const found = await findOrder(client, id, signal);
  if (!found?.items.some(isOneTime)) return null;
  const account = found.account ? await readAccount(client, found.account, signal) : null;
  const tags = { ...readTags(account?.tags), ...readTags(found.tags) };
  const buyer = toBuyer(account, found.account ?? null, tags, found.customer);
  return { ...toOrder(found), status: await statusOf(client, found, signal), buyer };
}

function toOrder(found: FastSpringOrder): Omit<Order, "status" | "buyer"> {
  const items = found.items.filter(isOneTime);
  const refused = items.filter(isOfBundle);
  return {
    id: found.order,
    // A return names its order: the order is the payment.
    paymentId: found.order,
    currency: found.currency.toUpperCase(),
    totalMinor: sum(items.map((item) => totalOf(found, item))),
    paidMinor: toMinorUnits(found.total, found.currency),
    hasPaymentIssues: hasReturns(found),
    placedAt: new Date(hasReturns(found) ? placedAt(found) : found.changed),
    lines: items.filter((item) => !isOfBundle(item)).map((item) => toLine(found, item)),
    ...(refused.length > 0 && { doubts: refused.map(describeBundle) }),
  };
}

/** Each moves the order's `changed` on, which is when it was paid until then. */
function hasReturns({ returns }: FastSpringOrder): boolean {
  return (returns ?? []).length > 0;
}

type Item = FastSpringOrder["items"][number];

async function statusOf(
  client: FastSpringClient,
  order: FastSpringOrder,
  signal: AbortSignal,
): Promise<Order["status"]> {
  if (order.completed) return "paid";
  return (await isCanceledOrder(client, order, signal)) ? "failed" : "pending";
}

/** An order holds each product at most once ("Sessions", Products Allowed), so its path names the line. */
function toLine(order: FastSpringOrder, item: Item): OrderLine {
  const { product, quantity } = item;
  return { id: product, providerPriceId: product, quantity, totalMinor: totalOf(order, item) };
}

/**
 * Items are told without tax, the order and its returns with it. Rounded down, so that a return of the whole line never
 * looks like a part of it.
 */
export function totalOf({ total, subtotal, currency, items }: FastSpringOrder, item: Item): number {
  const whole = subtotal ?? sum(items.map((each) => each.subtotal));
  if (whole === 0) return 0;
  return Math.floor((toMinorUnits(total, currency) * item.subtotal) / whole + 1e-6);
}

function isOfBundle({ driver }: Item): boolean {
  return driver?.type?.toLowerCase() === "bundle";
}

/** "Do not map bundles" ("Connect to FastSpring", Step 2): what a bundle's parts are worth is not known. */
function describeBundle({ product, driver }: Item): string {
  return `"${product}" was sold as part of the bundle "${driver?.path ?? "?"}": bundles can't be licensed, sell its products by themselves`;
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
