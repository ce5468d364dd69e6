import { describe, expect, test } from "vitest";
import { decideBillingPlaces, type BoughtProduct } from "./decide-billing-places";

const stripe = { provider: "STRIPE", isOff: false } as const;
const fastSpring = { provider: "FASTSPRING", isOff: false } as const;
const both = [stripe, fastSpring];
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
      { provider: "STRIPE", products: ["Diagrams", "Editor"], isDue: false, isOff: false },
      { provider: "FASTSPRING", products: ["Translate"], isDue: false, isOff: false },
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
    expect(decideBillingPlaces([stripe], [])).toEqual([{ ...stripe, products: [], isDue: false }]);
    expect(decideBillingPlaces([], [at("STRIPE", "Editor")])).toEqual([]);
  });

  test("one that is off stands last and says so, and is no place where nothing was bought", () => {
    const known = [fastSpring, { ...stripe, isOff: true }];
    const places = decideBillingPlaces(known, [at("STRIPE", "Editor", true), at("FASTSPRING", "Translate")]);
    expect(places.map(({ provider, isOff }) => [provider, isOff])).toEqual([
      ["FASTSPRING", false],
      ["STRIPE", true],
    ]);
    expect(decideBillingPlaces(known, []).map(({ provider }) => provider)).toEqual(["FASTSPRING"]);
  });
});
