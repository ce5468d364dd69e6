import { Hono } from "hono";
import { z } from "zod";
import { orderObject } from "../objects/order";
import type { Order } from "../records";
import { notFound, Refusal } from "../refusal";
import type { World } from "../world";
import { idsOf, isOfScope, missing, pageOf } from "./many";

const day = z.iso.date().transform((text) => Date.parse(text));
const query = z.object({
  begin: day.default(0),
  end: day.default(Number.MAX_SAFE_INTEGER),
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(250).default(50),
  products: z
    .string()
    .transform((text) => text.split(","))
    .optional(),
  scope: z.enum(["all", "live", "test"]).default("all"),
  returns: z.enum(["true", "false"]).optional(),
  rebill: z.enum(["true", "false"]).optional(),
  status: z.enum(["completed", "canceled", "failed"]).optional(),
});

export function orderRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/orders", (context) => {
    const asked = query.parse(context.req.query());
    if (asked.end - asked.begin < 86_400_000) throw new Refusal({ end: "End must be at least one day after begin." });
    const matching = world.orders.all().filter((order) => isAskedFor(order, asked));
    const { entries, ...page } = pageOf(matching.toReversed(), asked);
    const orders = entries.map((order) => orderObject(world, order));
    return context.json({ action: "order.getall", result: "success", ...page, orders });
  });
  app.get("/orders/:ids", (context) => {
    const ids = idsOf(context.req.param("ids"));
    const found = ids.map((id) => world.orders.get(id));
    if (ids.length === 1 && !found[0]) throw notFound("order");
    const orders = ids.map((id, index) => {
      const order = found[index];
      return order ? orderObject(world, order) : missing("order", id);
    });
    if (ids.length === 1) return context.json(orders[0] ?? null);
    return context.json({ orders }, found.every(Boolean) ? 200 : 400);
  });
  return app;
}

function isAskedFor(order: Order, asked: z.infer<typeof query>): boolean {
  const { begin, end, products, returns, rebill, status } = asked;
  const placed = order.placed ?? order.changed;
  if (placed < begin || placed >= end + 86_400_000) return false;
  const isMeant = (flag: string | undefined, is: boolean) => flag === undefined || (flag === "true") === is;
  return [
    isOfScope(order, asked),
    products === undefined || order.items.some(({ product }) => products.includes(product)),
    isMeant(returns, order.returns.length > 0),
    isMeant(rebill, order.isRebill),
    status === undefined || status === order.status,
  ].every(Boolean);
}
