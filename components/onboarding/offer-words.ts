import type { OfferOnSale } from "@/lib/portal/list-offers";

type Price = NonNullable<OfferOnSale["price"]>;

/** `per month`, `every 3 months`, `paid once`. */
export function rhythm(price: Pick<Price, "interval" | "intervalCount">): string {
  if (price.interval === null) return "paid once";
  return price.intervalCount === 1 ? `per ${price.interval}` : `every ${price.intervalCount} ${price.interval}s`;
}

/** Whether the buyer says how many seats. */
export function hasSeats(offer: Pick<OfferOnSale, "minimumQuantity" | "maximumQuantity">): boolean {
  return offer.maximumQuantity > offer.minimumQuantity;
}

/** How a license of this offer is used. */
export function accessWords(access: OfferOnSale["access"]): string {
  return access === "KEY" ? "Unlocked with a license key" : "Unlocked by signing in, no key to keep";
}

/** Where one pays, and what is said there before it counts. */
export function paymentWords(provider: OfferOnSale["provider"]): string {
  switch (provider) {
    case "STRIPE":
      return "You pay on Stripe’s page, which shows the final amount before you confirm.";
    case "FASTSPRING":
      return "You pay in FastSpring’s store, which adds the tax and shows the final amount before you confirm.";
    default:
      return "You pay on the payment provider’s page, which shows the final amount before you confirm.";
  }
}

/** How many units are typed; null: not a number that is sold. */
export function unitsOf(
  { minimumQuantity, maximumQuantity }: Pick<OfferOnSale, "minimumQuantity" | "maximumQuantity">,
  typed: string,
): number | null {
  const units = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return units >= minimumQuantity && units <= maximumQuantity ? units : null;
}

type StartedOffer = { sku: string; quantity?: number; customerId?: string };

/** Where the managed flow starts, or goes on, for an offer. */
export function startHref({ sku, quantity, customerId }: StartedOffer): string {
  const search = new URLSearchParams({ offer: sku });
  if (quantity !== undefined) search.set("quantity", String(quantity));
  if (customerId !== undefined) search.set("customer", customerId);
  return `/start?${search}`;
}
