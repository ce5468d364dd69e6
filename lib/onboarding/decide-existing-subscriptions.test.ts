import { describe, expect, test } from "vitest";
import { testOffer } from "@/lib/catalog/testing/test-offer";
import { decideExistingSubscriptions } from "./decide-existing-subscriptions";
import type { MirroredSubscription } from "./mirrored-subscription";

const monthly = testOffer({ sku: "MONTHLY" });
const yearly = testOffer({ sku: "YEARLY", product: monthly.product });
const other = testOffer({ sku: "OTHER" });
const offers = new Map([monthly, yearly, other].map((offer) => [offer.id, offer]));
const subscription = (changes: Partial<MirroredSubscription>): MirroredSubscription => ({
  id: "0198a000-0000-7000-8000-000000000001",
  provider: "STRIPE",
  providerSubscriptionId: "sub_1",
  customerId: "c1",
  status: "active",
  endedAt: null,
  cancelAtPeriodEnd: false,
  currentPeriodEnd: null,
  items: [{ offerId: monthly.id, quantity: 3 }],
  ...changes,
});
const found = (changes: Partial<MirroredSubscription>, ended: string[] = []) =>
  decideExistingSubscriptions({
    subscriptions: [subscription(changes)],
    offers,
    productId: monthly.product.id,
    ended: new Set(ended),
  });

describe("a second subscription of a product is in the way of", () => {
  test.each(["active", "trialing", "past_due", "unpaid", "paused", "incomplete", "some_new_status"])(
    "a subscription that is %s",
    (status) => expect(found({ status })).toMatchObject([{ sku: "MONTHLY", quantity: 3, status }]),
  );

  test("one of the same product in another interval", () => {
    expect(found({ items: [{ offerId: yearly.id, quantity: 1 }] })).toMatchObject([{ sku: "YEARLY" }]);
  });

  test("one that has the product among others, with the quantity of that product alone", () => {
    const items = [other, monthly, yearly].map((offer, index) => ({ offerId: offer.id, quantity: index + 1 }));
    expect(found({ items })).toMatchObject([{ sku: "MONTHLY", quantity: 5 }]);
  });
});

describe("nothing is in the way after", () => {
  test.each(["canceled", "incomplete_expired"])("a subscription that is %s", (status) => {
    expect(found({ status })).toEqual([]);
  });

  test("one that has ended, one that the provider says is over, one of another product or a foreign one", () => {
    expect(found({ endedAt: new Date() })).toEqual([]);
    expect(found({}, ["sub_1"])).toEqual([]);
    expect(found({ items: [{ offerId: other.id, quantity: 1 }] })).toEqual([]);
    expect(found({ items: [{ offerId: null, quantity: 1 }] })).toEqual([]);
  });
});
