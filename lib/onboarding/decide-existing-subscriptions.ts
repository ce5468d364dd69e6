import type { Offer } from "@/lib/catalog/offer";
import { hasEnded, type MirroredSubscription } from "./mirrored-subscription";
import type { ExistingSubscription } from "./states";

/**
 * The customer's subscriptions of the product that, as far as we last saw, have not ended. `ended` names those that the
 * provider has meanwhile said are over.
 */
export function decideExistingSubscriptions(seen: {
  subscriptions: MirroredSubscription[];
  offers: Map<string, Offer>;
  productId: string;
  ended: ReadonlySet<string>;
}): ExistingSubscription[] {
  return seen.subscriptions
    .filter((subscription) => !hasEnded(subscription) && !seen.ended.has(subscription.providerSubscriptionId))
    .flatMap((subscription) => existing(subscription, seen.offers, seen.productId));
}

function existing(
  subscription: MirroredSubscription,
  offers: Map<string, Offer>,
  productId: string,
): ExistingSubscription[] {
  const { items, endedAt: _endedAt, ...rest } = subscription;
  const lines = items.flatMap((item) => {
    const offer = item.offerId === null ? undefined : offers.get(item.offerId);
    return offer?.product.id === productId ? [{ offer, quantity: item.quantity }] : [];
  });
  const offer = lines[0]?.offer;
  if (!offer) return [];
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  return [{ ...rest, sku: offer.sku, offerName: offer.displayName, productName: offer.product.displayName, quantity }];
}
