import { z } from "zod";
import { toMinorUnits } from "@/lib/kernel/money";
import type { Price } from "../commerce-port";
import { pathOf, type FastSpringClient } from "./fastspring-client";

const atOnce = 25;

const product = z.looseObject({
  product: z.string().min(1),
  /** "product", "subscription" or "bundle". */
  type: z.string().nullish(),
  pricing: z.looseObject({
    interval: z.string().nullish(),
    intervalLength: z.number().int().positive().nullish(),
    price: z.record(z.string(), z.number()),
  }),
});

/** Products that FastSpring does not know stand in the answer too, as refusals. */
const answer = z.looseObject({ products: z.array(z.unknown()) });

/** The prices of these product paths, in the order asked for; unknown ones, and bundles, are left out. */
export async function readPrices(client: FastSpringClient, paths: string[]): Promise<Price[]> {
  const found = new Map<string, Price>();
  for (let start = 0; start < paths.length; start += atOnce) {
    const path = `/products/${pathOf(paths.slice(start, start + atOnce))}`;
    const products = (await client.find("reading prices", { path }, answer))?.products ?? [];
    for (const entry of products) {
      const price = toPrice(product.safeParse(entry).data);
      if (price) found.set(price.providerPriceId, price);
    }
  }
  return paths.flatMap((path) => found.get(path) ?? []);
}

/** FastSpring can sell one product in many currencies; the copy shows the store's first. */
function toPrice(found: z.infer<typeof product> | undefined): Price | null {
  const [base] = Object.entries(found?.pricing.price ?? {});
  if (!found || !base || found.type === "bundle") return null;
  const [currency, amount] = base;
  const interval = toInterval(found.pricing.interval);
  return {
    providerPriceId: found.product,
    currency: currency.toUpperCase(),
    unitAmountMinor: toMinorUnits(amount, currency),
    recurring: interval && { interval, intervalCount: found.pricing.intervalLength ?? 1 },
    active: true,
  };
}

/** "adhoc" is billed when the vendor says so: no price that can be shown by the period. */
function toInterval(interval: string | null | undefined): "day" | "week" | "month" | "year" | null {
  switch (interval) {
    case "day":
    case "week":
    case "month":
    case "year":
      return interval;
    default:
      return null;
  }
}
