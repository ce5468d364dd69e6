import type { Offer } from "@/lib/catalog/offer";
import { noIssues } from "@/lib/commerce/payment-issues";
import type { Order } from "@/lib/commerce/order";
import type { Buyer, Subscription, SubscriptionItem } from "@/lib/commerce/subscription";
import type { License } from "@/lib/licensing/license";
import type { HeldLicense } from "./held-license";
import type { Truth } from "./truth";

/** Purchases for tests of the decision: complete, and each in its simplest lawful form. */
export const now = new Date("2026-06-15T12:00:00Z");
const begun = new Date("2026-06-01T09:30:00Z");

export const price = (offer: Pick<Offer, "sku">) => `price_${offer.sku}`;

export function anOffer(sku: string, more: Partial<Offer> = {}): Offer {
  return {
    id: `offer-${sku}`,
    sku,
    kind: "SUBSCRIPTION",
    access: "IDENTITY",
    seatsPerUnit: 1,
    minimumQuantity: 1,
    maximumQuantity: 1000,
    termDays: null,
    trialDays: 0,
    untilPeriodEnd: false,
    graceDays: null,
    partialRefund: null,
    dispute: null,
    preferredProvider: null,
    displayName: sku,
    description: "",
    active: true,
    product: { id: "product-1", productName: "studio", displayName: "Studio", description: "", features: ["render"] },
    prices: [],
    ...more,
  };
}

export function anItem(offer: Offer, more: Partial<SubscriptionItem> = {}): SubscriptionItem {
  return { id: `line-${offer.sku}`, providerPriceId: price(offer), quantity: 1, unitAmountMinor: 1200, ...more };
}

const buyer: Buyer = {
  providerCustomerId: "cus_1",
  licenseeId: "licensee-1",
  purchaseIntentId: null,
  name: "Ada Lovelace",
  email: "ada@example.com",
  company: null,
};

export function aSubscription(more: Partial<Subscription> = {}): Extract<Truth, { kind: "subscription" }> {
  const subscription: Subscription = {
    id: "sub_1",
    status: "active",
    currency: "EUR",
    items: [anItem(anOffer("studio-monthly"))],
    startedAt: begun,
    trialEnd: null,
    currentPeriodEnd: null,
    cancelAtPeriodEnd: false,
    cancelAt: null,
    canceledAt: null,
    endedAt: null,
    pastDueSince: null,
    buyer,
    ...more,
  };
  return { kind: "subscription", subscription, issues: noIssues };
}

export function anOrder(offer: Offer, more: Partial<Order> = {}): Extract<Truth, { kind: "order" }> {
  const line = { id: `line-${offer.sku}`, providerPriceId: price(offer), quantity: 1, totalMinor: 4900 };
  const order: Order = {
    id: "cs_1",
    status: "paid",
    paymentId: "pi_1",
    currency: "EUR",
    totalMinor: 4900,
    paidMinor: 4900,
    hasPaymentIssues: false,
    placedAt: begun,
    lines: [line],
    buyer,
    ...more,
  };
  return { kind: "order", order, issues: noIssues };
}

export function held(offer: Offer, license: Partial<License> = {}, terms: Partial<HeldLicense> = {}): HeldLicense {
  const { sku } = offer;
  return {
    line: `line-${sku}`,
    sku,
    providerPriceId: price(offer),
    seatsPerUnit: 1,
    validUntil: null,
    endedAt: null,
    suspendedAt: null,
    license: {
      id: `license-${sku}`,
      licenseeId: "licensee-1",
      productName: offer.product.productName,
      displayName: offer.product.displayName,
      qty: 1,
      features: offer.product.features,
      state: "valid",
      stateReason: null,
      validFrom: begun,
      validUntil: null,
      keyHint: null,
      references: { contractReference: null, orderReference: null, subscriptionReference: null, productReference: sku },
      created: begun,
      ...license,
    },
    ...terms,
  };
}
