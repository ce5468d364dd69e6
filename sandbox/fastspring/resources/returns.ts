import { Hono } from "hono";
import { z } from "zod";
import { returnObject } from "../objects/order";
import { notFound } from "../refusal";
import { returnOrder } from "../steps/return-order";
import type { World } from "../world";
import { idsOf } from "./many";

const body = z.object({ returns: z.array(z.object({ order: z.string(), reason: z.string().optional() })).min(1) });

/** The API gives whole orders back; a part is the control page's. */
export function returnRoutes(world: World): Hono {
  const app = new Hono();
  app.post("/returns", async (context) => {
    const asked = body.parse(await context.req.json()).returns;
    const returns = asked.map(({ order, reason }) => {
      const found = world.orders.get(order);
      if (!found) throw notFound("order");
      return {
        action: "return.create",
        result: "success",
        ...returnObject(world, returnOrder(world, found, { reason })),
      };
    });
    return context.json({ returns });
  });
  app.get("/returns/:ids", (context) => {
    const found = idsOf(context.req.param("ids")).flatMap((id) => world.returns.get(id) ?? []);
    if (found.length === 0) throw notFound("return");
    return context.json({ returns: found.map((each) => returnObject(world, each)) });
  });
  return app;
}
