import { Hono } from "hono";
import { z } from "zod";
import { orderObject } from "../objects/order";
import { subscriptionObject } from "../objects/subscription";
import type { Order, Subscription } from "../records";
import { notFound, Refusal } from "../refusal";
import { cancel, deactivate } from "../steps/end-subscription";
import type { World } from "../world";
import { idsOf, isOfScope, pageOf } from "./many";

const query = z.object({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  accountId: z.string().optional(),
  scope: z.enum(["all", "live", "test"]).default("all"),
  /** "active" counts those on trial, too. */
  status: z.enum(["active", "canceled", "deactivated", "overdue", "trial"]).optional(),
});

export function subscriptionRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/subscriptions", (context) => {
    const { accountId, ...asked } = query.parse(context.req.query());
    const matching = world.subscriptions
      .all()
      .filter(
        (each) => (!accountId || each.account === accountId) && isOfScope(each, asked) && isOfStatus(each, asked),
      );
    const { entries, ...page } = pageOf(matching.toReversed(), asked);
    const subscriptions = entries.map(({ id }) => id);
    return context.json({ action: "subscription.getall", result: "success", ...page, subscriptions });
  });
  app.get("/subscriptions/:ids", (context) => {
    const ids = idsOf(context.req.param("ids"));
    const subscriptions = ids.map((id) => wholeSubscription(world, subscriptionOf(world, id)));
    return context.json(ids.length === 1 ? subscriptions[0] : { subscriptions });
  });
  app.get("/subscriptions/:id/entries", (context) => {
    const { id } = subscriptionOf(world, context.req.param("id"));
    return context.json(ordersOf(world, id).map((order) => entryOf(world, order)));
  });
  app.delete("/subscriptions/:ids", (context) => {
    const atOnce = context.req.query("billingPeriod") === "0";
    const subscriptions = idsOf(context.req.param("ids")).map((id) => {
      const found = subscriptionOf(world, id);
      if (found.state === "deactivated") throw new Refusal({ subscription: "Subscription is not active." });
      if (found.state === "canceled" && !atOnce) {
        throw new Refusal({ subscription: "The subscription is already canceled." }, 500, id);
      }
      if (atOnce) deactivate(world, found);
      else cancel(world, found);
      return { action: "subscription.cancel", subscription: id, result: "success" };
    });
    return context.json({ subscriptions });
  });
  return app;
}

function isOfStatus({ state }: Subscription, { status }: z.infer<typeof query>): boolean {
  return status === undefined || state === status || (status === "active" && state === "trial");
}

/** The original order, renewals and changes, oldest first. */
function ordersOf(world: World, id: string): Order[] {
  return world.orders.all().filter(({ items }) => items.some(({ subscription }) => subscription === id));
}

function entryOf(world: World, order: Order) {
  const beginEntryDate = new Date(order.placed ?? order.changed).toISOString().slice(0, 10);
  return { id: order.id, beginEntryDate, order: orderObject(world, order) };
}

/** As in webhooks, with the order that began it. */
function wholeSubscription(world: World, subscription: Subscription) {
  const [initial] = ordersOf(world, subscription.id);
  return {
    ...subscriptionObject(world, subscription),
    ...(initial && { initialOrderId: initial.id, initialOrderReference: initial.reference }),
  };
}

export function subscriptionOf(world: World, id: string) {
  const subscription = world.subscriptions.get(id);
  if (!subscription) throw notFound("subscription");
  return subscription;
}
