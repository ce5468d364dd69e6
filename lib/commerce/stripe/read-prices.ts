import type { Stripe } from "stripe";
import type { Price } from "../commerce-port";
import { findAtStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";

/** Stripe can't list prices by id; this many are asked for at once. */
const batchSize = 8;

/** The prices that exist, in the order asked for; unknown ids are left out. */
export async function readPrices(stripe: StripeClient, providerPriceIds: string[]): Promise<Price[]> {
  const prices: Price[] = [];
  for (let start = 0; start < providerPriceIds.length; start += batchSize) {
    const batch = providerPriceIds.slice(start, start + batchSize);
    const found = await Promise.all(
      batch.map((id) => findAtStripe(`reading price ${id}`, () => stripe.prices.retrieve(id))),
    );
    prices.push(...found.flatMap((price) => (price ? [toPrice(price)] : [])));
  }
  return prices;
}

function toPrice(price: Stripe.Price): Price {
  return {
    providerPriceId: price.id,
    currency: price.currency.toUpperCase(),
    unitAmountMinor: price.unit_amount ?? 0,
    recurring: price.recurring && {
      interval: toInterval(price.recurring.interval),
      intervalCount: price.recurring.interval_count,
    },
    active: price.active,
  };
}

function toInterval(interval: string): "day" | "week" | "month" | "year" {
  switch (interval) {
    case "day":
    case "week":
    case "year":
      return interval;
    default:
      return "month";
  }
}
