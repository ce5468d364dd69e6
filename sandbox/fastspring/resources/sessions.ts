import { Hono } from "hono";
import { z } from "zod";
import { newId } from "../ids";
import { round } from "../objects/families";
import { Refusal } from "../refusal";
import type { World } from "../world";
import { accountOf } from "./accounts";

const body = z.object({
  account: z.string(),
  expiration: z.number().int().min(1).max(7).default(1),
  items: z
    .array(
      z.object({
        product: z.string(),
        quantity: z.number().int().min(1).default(1),
        pricing: z.looseObject({ trial: z.number().int().min(0).optional() }).optional(),
      }),
    )
    .min(1),
  tags: z.unknown().optional(),
});

/** Sessions can be made, and not asked about: what became of one is told by the account's orders. */
export function sessionRoutes(world: World): Hono {
  const app = new Hono();
  app.post("/sessions", async (context) => {
    const { account, expiration, items, tags } = body.parse(await context.req.json());
    accountOf(world, account);
    const cart = items.map(({ product, quantity, pricing }) => ({ product, quantity, trial: pricing?.trial }));
    const { subtotal, currency } = priceOf(world, cart);
    const expires = world.now() + expiration * 86_400_000;
    const session = { id: newId(), account, items: cart, tags: tags ?? null, expires, order: null };
    world.sessions.put(session);
    const { id, order } = session;
    return context.json({ id, currency, expires, order, account, subtotal, items: cart });
  });
  return app;
}

function priceOf(world: World, cart: { product: string; quantity: number }[]) {
  const paths = cart.map(({ product }) => product);
  if (new Set(paths).size < paths.length) throw new Refusal({ product: "Item exists." });
  const prices = cart.map(({ product, quantity }) => {
    const sold = world.products.get(product);
    if (!sold) throw new Refusal({ product: `Product ${product} is not for sale.` });
    return { price: sold.price * quantity, currency: sold.currency };
  });
  const currency = prices[0]?.currency ?? "EUR";
  const total = prices.reduce((sum, { price }) => sum + price, 0);
  return { currency, subtotal: round(total, currency) };
}
