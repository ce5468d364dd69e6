import { describe, expect, test } from "vitest";
import { decidePriceReading, decidePriceTag, type ReadPrice } from "./decide-price-reading";
import { testOffer } from "./testing/test-offer";

const now = new Date("2026-05-01T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const priced = (id: string, fetchedAt: Date | null) =>
  testOffer({ prices: [{ provider: "STRIPE", providerPriceId: id, price: null, fetchedAt }] });

describe("which prices are read", () => {
  test("those never read, and copies older than 10 minutes; fresh ones and other providers' not", () => {
    const offers = [priced("new", null), priced("old", ago(601)), priced("fresh", ago(599)), testOffer({ prices: [] })];
    const other = testOffer({
      prices: [{ provider: "FASTSPRING", providerPriceId: "path", price: null, fetchedAt: null }],
    });
    expect(decidePriceReading([...offers, other], "STRIPE", now)).toEqual({ missing: ["new"], stale: ["old"] });
  });
});

describe("what is shown of a price", () => {
  const monthly: ReadPrice = {
    providerPriceId: "price_1",
    currency: "EUR",
    unitAmountMinor: 1200,
    recurring: { interval: "month", intervalCount: 3 },
    active: true,
  };

  test.each([
    ["a recurring price of a subscription", "SUBSCRIPTION", monthly, ["month", 3]],
    ["a one-time price of a perpetual offer", "PERPETUAL", { ...monthly, recurring: null }, [null, 1]],
    ["a one-time price of a fixed term", "FIXED_TERM", { ...monthly, recurring: null }, [null, 1]],
  ] as const)("%s is shown with its interval", (_, kind, read, [interval, intervalCount]) => {
    expect(decidePriceTag({ kind }, read)).toEqual({ amountMinor: 1200, currency: "EUR", interval, intervalCount });
  });

  test.each([
    ["that the provider does not know", "SUBSCRIPTION", undefined],
    ["that is archived at the provider", "SUBSCRIPTION", { ...monthly, active: false }],
    ["that is paid once, of a subscription", "SUBSCRIPTION", { ...monthly, recurring: null }],
    ["that recurs, of a perpetual offer", "PERPETUAL", monthly],
  ] as const)("a price %s is not shown: nobody could buy at it", (_, kind, read) => {
    expect(decidePriceTag({ kind }, read)).toBeNull();
  });
});
