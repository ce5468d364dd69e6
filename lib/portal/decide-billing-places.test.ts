import { describe, expect, test } from "vitest";
import { decideBillingPlaces, type BoughtProduct } from "./decide-billing-places";

const both = ["STRIPE", "FASTSPRING"] as const;
const at = (provider: "STRIPE" | "FASTSPRING", product: string | null, isDue = false): BoughtProduct => ({
  provider,
  product,
  isDue,
});

describe("where a customer's billing is", () => {
  test("one place for each provider that something was bought at, with each product once", () => {
    const bought = [
      at("FASTSPRING", "Translate"),
      at("STRIPE", "Editor"),
      at("STRIPE", "Diagrams"),
      at("STRIPE", null),
    ];
    expect(decideBillingPlaces(both, [...bought, at("STRIPE", "Editor")])).toEqual([
      { provider: "STRIPE", products: ["Diagrams", "Editor"], isDue: false },
      { provider: "FASTSPRING", products: ["Translate"], isDue: false },
    ]);
  });

  test("the one with a payment due comes first", () => {
    const places = decideBillingPlaces(both, [at("STRIPE", "Editor"), at("FASTSPRING", "Translate", true)]);
    expect(places.map(({ provider, isDue }) => [provider, isDue])).toEqual([
      ["FASTSPRING", true],
      ["STRIPE", false],
    ]);
  });

  test("a checkout that was left makes no place, unless there is no other", () => {
    expect(decideBillingPlaces(both, [at("FASTSPRING", "Translate")]).map(({ provider }) => provider)).toEqual([
      "FASTSPRING",
    ]);
    expect(decideBillingPlaces(["STRIPE"], [])).toEqual([{ provider: "STRIPE", products: [], isDue: false }]);
    expect(decideBillingPlaces([], [at("STRIPE", "Editor")])).toEqual([]);
  });
});
