import { Hono } from "hono";
import { z } from "zod";
import { estimateObject } from "../objects/estimate";
import { Refusal } from "../refusal";
import { changeSubscription, requirePayable } from "../steps/change-subscription";
import { uncancel } from "../steps/end-subscription";
import { prorateChange } from "../steps/prorate-change";
import type { World } from "../world";
import { subscriptionOf } from "./subscriptions";

const change = z.object({
  subscription: z.string(),
  product: z.string().optional(),
  quantity: z.number().int().min(1).optional(),
  addons: z.array(z.object({ product: z.string(), quantity: z.number().int().min(0) })).optional(),
  prorate: z.boolean().optional(),
  /** Null takes a cancellation back. */
  deactivation: z.null().optional(),
});

/** Changes of subscriptions, and what one would cost. */
export function changeRoutes(world: World): Hono {
  const app = new Hono();
  app.post("/subscriptions", async (context) => {
    const { subscriptions } = z.object({ subscriptions: z.array(change).min(1) }).parse(await context.req.json());
    for (const asked of subscriptions) apply(world, asked);
    const done = subscriptions.map(({ subscription, prorate }) => ({
      action: "subscription.update",
      result: "success",
      subscription,
      ...(prorate && { prorated: true }),
    }));
    return context.json({ subscriptions: done });
  });
  app.post("/subscriptions/estimate", async (context) => {
    const asked = change.parse(await context.req.json());
    const found = world.subscriptions.get(asked.subscription);
    if (!found) throw new Refusal({ subscription: `Subscription ID does not exist: ${asked.subscription}` }, 404);
    const proration = prorateChange(world, found, asked);
    // A bank is asked only when something is charged.
    requirePayable(world, { ...found, declines: false }, proration);
    return context.json(estimateObject(world, found, proration));
  });
  return app;
}

function apply(world: World, { subscription, deactivation, ...asked }: z.infer<typeof change>): void {
  const found = subscriptionOf(world, subscription);
  if (found.state === "deactivated") throw new Refusal({ uncancel: "Subscription is not active." });
  if (deactivation === null && found.state === "canceled") uncancel(world, found);
  if (asked.product === undefined && asked.quantity === undefined && asked.addons === undefined) return;
  changeSubscription(world, subscriptionOf(world, subscription), asked);
}
