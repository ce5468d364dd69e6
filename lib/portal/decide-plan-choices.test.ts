import { expect, test } from "vitest";
import type { Offer } from "@/lib/catalog/offer";
import { decidePlanChoices } from "./decide-plan-choices";

const product = { id: "editor", productName: "editor", displayName: "Editor", description: "", features: [] };
const terms = { untilPeriodEnd: false, termDays: null, graceDays: null, partialRefund: null, dispute: null };
const price = { amountMinor: 1200, currency: "EUR", interval: "month", intervalCount: 1 } as const;

function anOffer(sku: string, more: Partial<Offer> = {}): Offer {
  return {
    id: sku,
    sku,
    kind: "SUBSCRIPTION",
    access: "IDENTITY",
    seatsPerUnit: 1,
    minimumQuantity: 1,
    maximumQuantity: 100,
    trialDays: 0,
    ...terms,
    preferredProvider: null,
    displayName: sku,
    description: "",
    active: true,
    product,
    prices: [{ provider: "STRIPE", providerPriceId: `price_${sku}`, price, fetchedAt: null }],
    ...more,
  };
}

const monthly = anOffer("monthly");
const at = { provider: "STRIPE", currency: "EUR" } as const;
const skus = (current: Offer, sold: Offer[]) => decidePlanChoices(current, sold, at).map(({ sku }) => sku);

test("plans of the same product that are sold, in the order of the shop window", () => {
  expect(skus(monthly, [monthly, anOffer("yearly"), anOffer("team")])).toEqual(["monthly", "yearly", "team"]);
});

test("one's own plan stays a choice when it is no longer sold", () => {
  expect(skus(monthly, [anOffer("yearly")])).toEqual(["monthly", "yearly"]);
});

test("nothing that would be another product, another way to use it, or can't be charged the same way", () => {
  const others = [
    anOffer("other", { product: { ...product, id: "node" } }),
    anOffer("keyed", { access: "KEY" }),
    anOffer("once", { kind: "PERPETUAL" }),
    anOffer("dollars", {
      prices: [{ provider: "STRIPE", providerPriceId: "p", price: { ...price, currency: "USD" }, fetchedAt: null }],
    }),
    anOffer("unread", { prices: [{ provider: "STRIPE", providerPriceId: "p", price: null, fetchedAt: null }] }),
    anOffer("elsewhere", { prices: [{ provider: "FASTSPRING", providerPriceId: "p", price, fetchedAt: null }] }),
  ];
  expect(skus(monthly, [monthly, ...others])).toEqual(["monthly"]);
});
