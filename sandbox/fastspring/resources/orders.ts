import { Hono } from "hono";
import { z } from "zod";
import { orderObject } from "../objects/order";
import type { Order } from "../records";
import { notFound, Refusal } from "../refusal";
import type { World } from "../world";
import { idsOf, pageOf } from "./many";

const day = z.iso.date().transform((text) => Date.parse(text));
const query = z.object({
  begin: day.default(0),
  end: day.default(Number.MAX_SAFE_INTEGER),
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(250).default(50),
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
    const orders = ids.flatMap((id) => world.orders.get(id) ?? []).map((order) => orderObject(world, order));
    if (orders.length === 0) throw notFound("order");
    return context.json(ids.length === 1 ? orders[0] : { orders });
  });
  return app;
}

function isAskedFor(order: Order, { begin, end, returns, rebill, status }: z.infer<typeof query>): boolean {
  if (order.changed < begin || order.changed >= end + 86_400_000) return false;
  if (returns !== undefined && (returns === "true") !== order.returns.length > 0) return false;
  if (rebill !== undefined && (rebill === "true") !== order.isRebill) return false;
  return status === undefined || status === order.status;
}
