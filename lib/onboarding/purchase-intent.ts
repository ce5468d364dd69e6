import { isSubscription, type Offer } from "@/lib/catalog/offer";
import type { ProviderName } from "@/lib/kernel/actor";

/** That a customer is about to buy. Its id is the idempotency key of the checkout session. */
export type PurchaseIntent = {
  id: string;
  customerId: string;
  offerId: string;
  /** Whose checkout it is. */
  provider: ProviderName;
  quantity: number;
  status: "OPEN" | "COMPLETED" | "CLOSED";
  /** Null between the row's birth and the provider's answer. */
  checkoutSessionId: string | null;
  expiresAt: Date | null;
  /** What the completed checkout became, e.g. `stripe:subscription:sub_…`. */
  subject: string | null;
  createdAt: Date;
};

/**
 * What only one open checkout may exist of: a subscription of this product, so that monthly and yearly share a slot;
 * a one-time purchase of this offer.
 */
export function slotOf(customerId: string, offer: Pick<Offer, "id" | "kind" | "product">): string {
  return isSubscription(offer) ? `${customerId}:product:${offer.product.id}` : `${customerId}:offer:${offer.id}`;
}

export function asksTheSame(
  intent: Pick<PurchaseIntent, "offerId" | "quantity">,
  order: { offer: Pick<Offer, "id">; quantity: number },
): boolean {
  return intent.offerId === order.offer.id && intent.quantity === order.quantity;
}
