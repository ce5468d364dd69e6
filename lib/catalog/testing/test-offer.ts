import { newId } from "@/lib/kernel/ids";
import type { Offer } from "../offer";

/** An offer as tests need one: a monthly subscription per seat, with whatever is given changed. */
export function testOffer(changes: Partial<Offer> = {}): Offer {
  return {
    id: newId(),
    sku: "EDITOR-MONTHLY",
    kind: "SUBSCRIPTION",
    access: "IDENTITY",
    seatsPerUnit: 1,
    minimumQuantity: 1,
    maximumQuantity: 100,
    termDays: null,
    trialDays: 0,
    untilPeriodEnd: false,
    graceDays: null,
    partialRefund: null,
    dispute: null,
    preferredProvider: null,
    displayName: "Monthly",
    description: "Per seat and month.",
    active: true,
    product: {
      id: newId(),
      productName: "editor",
      displayName: "Editor",
      description: "An editor.",
      features: ["editing"],
    },
    prices: [{ provider: "STRIPE", providerPriceId: "price_monthly", price: null, fetchedAt: null }],
    ...changes,
  };
}
