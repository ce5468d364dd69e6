import { isSubscription, priceAt, type Offer, type PriceTag } from "@/lib/catalog/offer";
import type { ProviderName } from "@/lib/kernel/actor";

/** A plan that one can be on. */
export type PlanChoice = {
  sku: string;
  displayName: string;
  description: string;
  providerPriceId: string;
  price: PriceTag;
  minimumQuantity: number;
  maximumQuantity: number;
};

/**
 * The plans that a subscription of this offer can change to, its own first if it is no longer sold: same product, same
 * way to use it, same provider and currency. One whose price the provider has not told is left out.
 */
export function decidePlanChoices(
  current: Offer,
  sold: readonly Offer[],
  { provider, currency }: { provider: ProviderName; currency: string },
): PlanChoice[] {
  const isSold = sold.some(({ id }) => id === current.id);
  const offers = isSold ? sold : [current, ...sold];
  return offers
    .filter((offer) => offer.product.id === current.product.id && offer.access === current.access)
    .filter(isSubscription)
    .flatMap((offer) => choiceOf(offer, provider))
    .filter(({ price }) => price.currency === currency);
}

function choiceOf(offer: Offer, provider: ProviderName): PlanChoice[] {
  const known = priceAt(offer, provider);
  if (!known?.price) return [];
  const { sku, displayName, description, minimumQuantity, maximumQuantity } = offer;
  const { providerPriceId, price } = known;
  return [{ sku, displayName, description, providerPriceId, price, minimumQuantity, maximumQuantity }];
}
