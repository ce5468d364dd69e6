import { describe, expect, test } from "vitest";
import { testOffer } from "@/lib/catalog/testing/test-offer";
import { decideOrderProblems, decideRefusal } from "./decide-order-problems";

describe("what can't be bought is said by field", () => {
  const connected = ["STRIPE"] as const;
  const offer = testOffer({ minimumQuantity: 2, maximumQuantity: 9 });

  test.each([2, 5, 9])("a quantity of %d is fine from 2 to 9", (quantity) => {
    expect(decideOrderProblems(offer, quantity, connected)).toBeNull();
  });

  test.each([1, 10, 0, -3, 2.5, Number.NaN, Number.POSITIVE_INFINITY])("a quantity of %d is not", (quantity) => {
    expect(decideOrderProblems(offer, quantity, connected)).toEqual({ quantity: "Enter a whole number from 2 to 9." });
  });

  test("an offer sold one at a time says so", () => {
    const single = testOffer({ minimumQuantity: 1, maximumQuantity: 1 });
    expect(decideOrderProblems(single, 2, connected)).toEqual({ quantity: "The quantity of this offer is 1." });
  });

  test.each([
    ["unknown", null],
    ["no longer sold", testOffer({ active: false })],
    ["without a price at any provider", testOffer({ prices: [] })],
    [
      "priced at a provider that is not connected",
      testOffer({ prices: [{ provider: "FASTSPRING", providerPriceId: "editor", price: null, fetchedAt: null }] }),
    ],
  ])("an offer that is %s", (_, bad) => {
    expect(decideOrderProblems(bad, 1, connected)).toHaveProperty("sku");
    expect(decideRefusal(bad, connected)).not.toBeNull();
  });
});
