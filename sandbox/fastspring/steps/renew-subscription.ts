import { emitCharge, emitSubscription } from "../emit-event";
import { newId, newReference } from "../ids";
import { periodTotal } from "../objects/subscription";
import type { Order, OrderItem, Subscription } from "../records";
import type { World } from "../world";
import { deactivate } from "./end-subscription";
import { addPeriod } from "./period";
import { withTax } from "../objects/tax";

/** The next charge is due now: the time that it takes to get there has passed for this subscription. */
export function passPeriod(world: World, subscription: Subscription): Subscription {
  const aheadMs = Math.max((subscription.next ?? world.now()) - world.now(), 0);
  const back = (atMs: number | null) => (atMs === null ? null : atMs - aheadMs);
  return world.subscriptions.put({
    ...subscription,
    begin: subscription.begin - aheadMs,
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
  const renewed = world.subscriptions.put({
    ...subscription,
    state: "active",
    next: addPeriod(subscription.next ?? world.now(), product ?? { interval: "month", intervalLength: 1 }),
    sequence: subscription.sequence + 1,
    changed: world.now(),
  });
  emitCharge(world, "completed", renewed, billAgain(world, renewed, periodTotal(world, renewed)));
  return renewed;
}

/** The charge was declined: FastSpring asks for another card, and the subscription goes on meanwhile. */
export function fallOverdue(world: World, subscription: Subscription): Subscription {
  if (subscription.state === "overdue") return subscription;
  const overdue = world.subscriptions.put({ ...subscription, state: "overdue", changed: world.now() });
  emitCharge(world, "failed", overdue, null);
  emitSubscription(world, "payment.overdue", overdue);
  return overdue;
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
    changed: world.now(),
    returns: [],
  });
}

/** The latest order of the subscription that something was paid for. */
export function lastChargeOf(world: World, { id }: Subscription): Order | undefined {
  const isOwn = ({ status, total, items }: Order) =>
    status === "completed" && total > 0 && items.some(({ subscription }) => subscription === id);
  return world.orders.all().findLast(isOwn);
}
