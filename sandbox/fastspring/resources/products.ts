import { Hono } from "hono";
import { z } from "zod";
import { productObject } from "../objects/product";
import type { World } from "../world";
import { idsOf } from "./many";

const product = z.object({
  product: z.string().regex(/^[a-z0-9-]+$/, "lower case letters, digits and - only"),
  display: z.object({ en: z.string() }).optional(),
  type: z.enum(["product", "subscription", "bundle"]).optional(),
  bundle: z.object({ items: z.array(z.string()) }).optional(),
  pricing: z
    .object({
      trial: z.number().int().min(0).default(0),
      interval: z.enum(["day", "week", "month", "year"]).nullish(),
      intervalLength: z.number().int().positive().nullish(),
      price: z.record(z.string(), z.number().min(0)).default({ EUR: 0 }),
    })
    .default({ trial: 0, price: { EUR: 0 } }),
});

export function productRoutes(world: World): Hono {
  const app = new Hono();
  app.post("/products", async (context) => {
    const { products } = z.object({ products: z.array(product) }).parse(await context.req.json());
    for (const given of products) keep(world, given);
    const done = products.map((given) => ({ product: given.product, action: "product.create", result: "success" }));
    return context.json({ products: done });
  });
  app.get("/products", (context) => context.json({ products: world.products.all().map(({ id }) => id) }));
  app.get("/products/:ids", (context) => {
    const products = idsOf(context.req.param("ids")).map((id) => {
      const found = world.products.get(id);
      const missing = { action: "product.get", product: id, result: "error", error: { product: "Not found" } };
      return found ? { action: "product.get", result: "success", ...productObject(found) } : missing;
    });
    return context.json({ products });
  });
  return app;
}

function typeOf(interval: string | null, bundle: object | undefined): "product" | "subscription" | "bundle" {
  if (bundle) return "bundle";
  return interval === null ? "product" : "subscription";
}

function keep(world: World, { product: id, display, type, bundle, pricing }: z.infer<typeof product>): void {
  const [[currency, price] = ["EUR", 0]] = Object.entries(pricing.price);
  const interval = pricing.interval ?? null;
  world.products.put({
    id,
    display: display?.en ?? id,
    type: type ?? typeOf(interval, bundle),
    currency,
    price,
    interval,
    intervalLength: pricing.intervalLength ?? 1,
    trial: pricing.trial,
    parts: bundle?.items ?? [],
  });
}
