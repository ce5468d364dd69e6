import type { SubscriptionChange } from "../subscription-change";

type Line = { product: string; quantity: number };

/** The product of an add-on's line; null: it is the subscription's own line. */
function addonOf({ subscriptionId, itemId }: SubscriptionChange): string | null {
  return itemId === subscriptionId ? null : itemId.slice(subscriptionId.length + 1);
}

/**
 * A change in FastSpring's words ("Update a subscription"): add-ons are told by their product and set one by one, and
 * another product is another add-on.
 */
export function termsOf(change: SubscriptionChange): Line | { addons: Line[] } {
  const { providerPriceId: product, quantity } = change;
  const addon = addonOf(change);
  if (addon === null) return { product, quantity };
  const replaced = addon === product ? [] : [{ product: addon, quantity: 0 }];
  return { addons: [...replaced, { product, quantity }] };
}
