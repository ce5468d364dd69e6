import { Hono } from "hono";
import { z } from "zod";
import { returnObject } from "../objects/order";
import { round } from "../objects/families";
import type { Order } from "../records";
import { notFound, Refusal } from "../refusal";
import { returnOrder } from "../steps/return-order";
import { kept } from "../store";
import type { World } from "../world";
import { idsOf } from "./many";

const part = z.object({ product: z.string(), amount: z.number().positive() });
const asked = z.object({
  order: z.string(),
  reason: z.string().optional(),
  refundType: z.enum(["FULL", "PARTIAL"]).default("FULL"),
  items: z.array(part).min(1).optional(),
});
const body = z.object({ returns: z.array(asked).min(1) });

/** Whole orders, or amounts of their items; nothing is given back that was given back already ("Create a return"). */
export function returnRoutes(world: World): Hono {
  const app = new Hono();
  app.post("/returns", async (context) => {
    const given = body.parse(await context.req.json()).returns;
    const returns = given.map((each) => {
      const order = world.orders.get(each.order);
      if (!order) throw notFound("order");
      if (each.refundType === "PARTIAL" && !each.items) {
        throw new Refusal({ RETURN_ITEMS_ARRAY_ERROR: "Missing or invalid items field." });
      }
      const amounts = each.refundType === "PARTIAL" ? each.items : undefined;
      requireRest(world, order, amounts);
      const returned = returnOrder(world, order, { reason: each.reason, amounts });
      return { action: "return.create", result: "success", ...returnObject(world, returned) };
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

function requireRest(world: World, order: Order, amounts: z.infer<typeof part>[] | undefined): void {
  const wanted = amounts ?? order.items.map(({ product, subtotal }) => ({ product, amount: subtotal }));
  const before = order.returns.flatMap((id) => kept(world.returns, id).items);
  for (const { product, amount } of wanted) {
    const item = order.items.find((each) => each.product === product);
    if (!item) throw new Refusal({ product: "Product path is not found in the original order." });
    const returned = before.filter((each) => each.product === product).reduce((sum, { subtotal }) => sum + subtotal, 0);
    if (round(returned + amount, order.currency) <= item.subtotal) continue;
    const exceeded = "RETURN_ITEMS_AMOUNT_GREATER_THAN_ORIGINAL_ITEM_ERROR";
    throw new Refusal({ [exceeded]: "Invalid amount: exceeds original line amount." });
  }
}
