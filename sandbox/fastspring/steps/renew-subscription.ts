import { emitCharge, emitFailedCharge, emitSubscription } from "../emit-event";
import { newId, newReference } from "../ids";
import { periodTotal } from "../objects/subscription";
import type { Order, OrderItem, Subscription } from "../records";
import type { World } from "../world";
import { deactivate } from "./end-subscription";
import { addPeriod } from "./period";
import { withTax } from "../objects/tax";

/** The store's settings for overdue payments: a notice a week, and a week after the fourth the end. */
const mostNotices = 4;
const noticeIntervalMs = 7 * 86_400_000;

/** The next charge is due now: the time that it takes to get there has passed for this subscription. */
export function passPeriod(world: World, subscription: Subscription): Subscription {
  const aheadMs = Math.max((subscription.next ?? world.now()) - world.now(), 0);
  const back = (atMs: number | null) => (atMs === null ? null : atMs - aheadMs);
  return world.subscriptions.put({
    ...subscription,
    begin: subscription.begin - aheadMs,
    ...(subscription.periodBegin !== undefined && { periodBegin: subscription.periodBegin - aheadMs }),
    next: back(subscription.next),
    canceled: back(subscription.canceled),
    deactivation: back(subscription.deactivation),
  });
}

/** What falls due at the end of a period: it is charged, or, canceled, it ends. */
export function renew(world: World, subscription: Subscription): Subscription {
  if (subscription.state === "canceled") return deactivate(world, subscription);
  if (subscription.state === "deactivated") return subscription;
  if (subscription.declines) return fallOverdue(world, subscription);
  const product = world.products.get(subscription.product);
  const periodBegin = subscription.next ?? world.now();
  const renewed = world.subscriptions.put({
    ...subscription,
    state: "active",
    periodBegin,
    next: addPeriod(periodBegin, product ?? { interval: "month", intervalLength: 1 }),
    sequence: subscription.sequence + 1,
    notices: null,
    pause: null,
    changed: world.now(),
  });
  emitCharge(world, renewed, billAgain(world, renewed, periodTotal(world, renewed)));
  return renewed;
}

/** The charge was declined: FastSpring asks for another card, and the subscription goes on meanwhile. */
export function fallOverdue(world: World, subscription: Subscription): Subscription {
  if (subscription.state === "overdue") return subscription;
  const notices = { sent: 1, nextAt: world.now() + noticeIntervalMs };
  const overdue = world.subscriptions.put({ ...subscription, state: "overdue", notices, changed: world.now() });
  emitFailedCharge(world, overdue);
  emitSubscription(world, "payment.overdue", overdue);
  return overdue;
}

/** A week later the card is tried again, and the buyer told again; after the last notice the subscription ends. */
export function remind(world: World, subscription: Subscription): Subscription {
  const { declines, notices } = subscription;
  if (!declines) return renew(world, subscription);
  const sent = (notices?.sent ?? 0) + 1;
  if (sent > mostNotices) return deactivate(world, subscription);
  const reminded = world.subscriptions.put({
    ...subscription,
    notices: { sent, nextAt: world.now() + noticeIntervalMs },
    changed: world.now(),
  });
  emitSubscription(world, "payment.overdue", reminded);
  return reminded;
}

/** Renewals and prorations are orders, without tags and without an event of their own. */
export function billAgain(
  world: World,
  subscription: Subscription,
  subtotal: number,
  proration: OrderItem["proration"] = null,
): Order {
  const { account, product, quantity, id } = subscription;
  const currency = world.products.get(product)?.currency ?? "EUR";
  // What is given back stands on its item: nothing was charged.
  const charged = Math.max(0, subtotal);
  return world.orders.put({
    id: newId(),
    reference: newReference(world.now()),
    account,
    status: "completed",
    isRebill: true,
    currency,
    total: withTax(charged, currency),
    items: [{ product, quantity, subtotal: charged, subscription: id, bundle: null, proration }],
    tags: null,
    placed: world.now(),
    changed: world.now(),
    returns: [],
    live: subscription.live === true,
  });
}
