import { Hono } from "hono";
import { z } from "zod";
import { subscriptionObject } from "../objects/subscription";
import { notFound, Refusal } from "../refusal";
import { changeSubscription } from "../steps/change-subscription";
import { cancel, deactivate, uncancel } from "../steps/end-subscription";
import type { World } from "../world";
import { idsOf, pageOf } from "./many";

const query = z.object({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  accountId: z.string().optional(),
});

const change = z.object({
  subscription: z.string(),
  product: z.string().optional(),
  quantity: z.number().int().min(1).optional(),
  prorate: z.boolean().optional(),
  /** Null takes a cancellation back. */
  deactivation: z.null().optional(),
});

export function subscriptionRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/subscriptions", (context) => {
    const { accountId, ...asked } = query.parse(context.req.query());
    const matching = world.subscriptions.all().filter(({ account }) => !accountId || account === accountId);
    const { entries, ...page } = pageOf(matching.toReversed(), asked);
    const subscriptions = entries.map(({ id }) => id);
    return context.json({ action: "subscription.getall", result: "success", ...page, subscriptions });
  });
  app.get("/subscriptions/:ids", (context) => {
    const ids = idsOf(context.req.param("ids"));
    const subscriptions = ids.map((id) => subscriptionObject(world, subscriptionOf(world, id)));
    return context.json(ids.length === 1 ? subscriptions[0] : { subscriptions });
  });
  app.post("/subscriptions", async (context) => {
    const { subscriptions } = z.object({ subscriptions: z.array(change).min(1) }).parse(await context.req.json());
    for (const asked of subscriptions) apply(world, asked);
    const done = subscriptions.map(({ subscription }) => ({
      action: "subscription.update",
      result: "success",
      subscription,
    }));
    return context.json({ subscriptions: done });
  });
  app.delete("/subscriptions/:ids", (context) => {
    const atOnce = context.req.query("billingPeriod") === "0";
    const subscriptions = idsOf(context.req.param("ids")).map((id) => {
      const found = subscriptionOf(world, id);
      if (found.state === "deactivated") throw new Refusal({ subscription: "Subscription is not active." });
      if (atOnce) deactivate(world, found);
      else if (found.state !== "canceled") cancel(world, found);
      return { action: "subscription.cancel", subscription: id, result: "success" };
    });
    return context.json({ subscriptions });
  });
  return app;
}

function apply(world: World, { subscription, product, quantity, prorate, deactivation }: z.infer<typeof change>): void {
  const found = subscriptionOf(world, subscription);
  if (found.state === "deactivated") throw new Refusal({ uncancel: "Subscription is not active." });
  if (deactivation === null && found.state === "canceled") uncancel(world, found);
  if (product !== undefined || quantity !== undefined) {
    changeSubscription(world, subscriptionOf(world, subscription), { product, quantity, prorate });
  }
}

export function subscriptionOf(world: World, id: string) {
  const subscription = world.subscriptions.get(id);
  if (!subscription) throw notFound("subscription");
  return subscription;
}
