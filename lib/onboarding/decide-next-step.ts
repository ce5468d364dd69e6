import type { Offer } from "@/lib/catalog/offer";
import type { BuyingCustomer, ExistingSubscription, NextStep, OpenIntent } from "./states";

/** What is known when the customer is. `offer` is one that is sold; null: none was asked for, or it is not sold. */
export type Situation = {
  customer: BuyingCustomer;
  offer: Offer | null;
  /** As typed; null: not said. */
  quantity: number | null;
  /** A live subscription of the offer's product. */
  existing: ExistingSubscription | null;
  /** The open checkout in the offer's slot; without an offer, the newest of the customer. */
  openIntent: OpenIntent | null;
};

/** The one next step of a customer on the way to a license. */
export function decideNextStep({ customer, offer, quantity, existing, openIntent }: Situation): NextStep {
  if (existing) return { kind: "change_existing", customer, subscription: existing };
  if (openIntent && resumes(openIntent, offer, quantity))
    return { kind: "resume_checkout", customer, intent: openIntent };
  if (!offer) return { kind: "choose_offer", customer };
  return { kind: "ready_to_pay", customer, offer, quantity: allowedQuantity(offer, quantity) };
}

/** Whoever asks for something else is not sent back to what they left. */
function resumes(intent: OpenIntent, offer: Offer | null, quantity: number | null): boolean {
  return (offer === null || offer.sku === intent.sku) && (quantity === null || quantity === intent.quantity);
}

function allowedQuantity(offer: Offer, quantity: number | null): number {
  const { minimumQuantity, maximumQuantity } = offer;
  if (quantity === null || !Number.isFinite(quantity)) return minimumQuantity;
  return Math.min(Math.max(Math.trunc(quantity), minimumQuantity), maximumQuantity);
}
