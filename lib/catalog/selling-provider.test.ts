import { describe, expect, test } from "vitest";
import type { ProviderName } from "@/lib/kernel/actor";
import { type Offer, sellingProvider } from "./offer";

const offer = (
  priced: ProviderName[],
  preferredProvider: ProviderName | null,
): Pick<Offer, "prices" | "preferredProvider"> => ({
  preferredProvider,
  prices: priced.map((provider) => ({ provider, providerPriceId: "one", price: null, fetchedAt: null })),
});

describe("who sells an offer", () => {
  const both: ProviderName[] = ["STRIPE", "FASTSPRING"];
  test.each<[string, ProviderName[], ProviderName | null, ProviderName[], ProviderName | null]>([
    ["one price: that provider", ["FASTSPRING"], null, both, "FASTSPRING"],
    ["prices at both, nothing preferred: Stripe goes first", ["FASTSPRING", "STRIPE"], null, both, "STRIPE"],
    ["prices at both: the preferred one", both, "FASTSPRING", both, "FASTSPRING"],
    ["prices at both: the preferred one, also when it goes first anyway", both, "STRIPE", both, "STRIPE"],
    ["the preferred one is off: the other", both, "FASTSPRING", ["STRIPE"], "STRIPE"],
    ["the one that goes first is off: the other", both, null, ["FASTSPRING"], "FASTSPRING"],
    ["the preferred one has no price: the other", ["STRIPE"], "FASTSPRING", both, "STRIPE"],
    ["the only price is at one that is off: nobody", ["FASTSPRING"], "FASTSPRING", ["STRIPE"], null],
    ["no price: nobody", [], "STRIPE", both, null],
  ])("%s", (_, priced, preferred, connected, expected) => {
    expect(sellingProvider(offer(priced, preferred), connected)).toBe(expected);
  });
});
