import type { Offer } from "@/lib/catalog/offer";
import type { BuyingCustomer, ExistingSubscription, NextStep, OpenIntent, RefusedOffer } from "./states";

/** What is known once the customer is. */
export type Situation = {
  customer: BuyingCustomer;
  /** One that is sold; null: none was asked for, or it is not sold. */
  offer: Offer | null;
  /** Why what was asked for can't be bought; null: it can, or nothing was asked for. */
  refused: RefusedOffer | null;
  /** As typed; null: not said. */
  quantity: number | null;
  /** A live subscription of the offer's product. */
  existing: ExistingSubscription | null;
  /** In the offer's slot; without an offer, the customer's newest. */
  left: LeftCheckout;
};

/** A checkout that was opened before: still open, or paid with its purchase not shown anywhere yet. */
export type LeftCheckout =
  { kind: "none" } | { kind: "open"; intent: OpenIntent } | { kind: "paid"; sessionId: string };

/** The one next step of a customer on the way to a license. */
export function decideNextStep({ customer, offer, refused, quantity, existing, left }: Situation): NextStep {
  if (left.kind === "paid") return { kind: "already_paid", sessionId: left.sessionId };
  if (existing) return { kind: "change_existing", customer, subscription: existing };
  if (left.kind === "open" && asksTheSame(left.intent, offer, quantity)) {
    return { kind: "resume_checkout", customer, intent: left.intent };
  }
  if (!offer || refused) return { kind: "choose_offer", customer, refused };
  return { kind: "ready_to_pay", customer, offer, quantity: askedQuantity(offer, quantity) };
}

/** Whoever asks for something else is not sent back to what they left. */
function asksTheSame(intent: OpenIntent, offer: Offer | null, quantity: number | null): boolean {
  return (offer === null || offer.sku === intent.sku) && (quantity === null || quantity === intent.quantity);
}

/** A number that is not sold is kept: the form says what is wrong with it, and nobody pays for what they did not ask. */
function askedQuantity(offer: Offer, quantity: number | null): number {
  return quantity === null || Number.isNaN(quantity) ? offer.minimumQuantity : quantity;
}
