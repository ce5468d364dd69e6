import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { createLog } from "@/lib/observability/log";
import type { ReadPrice } from "./decide-price-reading";
import { findOffersByPrice } from "./find-offers-by-price";
import { listActiveOffers } from "./list-active-offers";
import { priceAt } from "./offer";
import { refreshPrices } from "./refresh-prices";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const start = new Date("2026-05-01T12:00:00Z");
let now = start;
let calls: string[][] = [];
let answer: (ids: string[]) => Promise<ReadPrice[]>;

const priceAt1200 = (providerPriceId: string): ReadPrice => ({
  providerPriceId,
  currency: "EUR",
  unitAmountMinor: 1200,
  recurring: { interval: "month", intervalCount: 1 },
  active: true,
});

beforeEach(async () => {
  await database.db.offer.deleteMany();
  await database.db.product.deleteMany();
  now = start;
  calls = [];
  answer = async (ids) => ids.map(priceAt1200);
});

async function givenOffer(sku: string, change: { active?: boolean; price?: string | null } = {}): Promise<void> {
  const { db } = database;
  const names = { displayName: sku, description: "" };
  const product = await db.product.create({ data: { productName: newId(), features: [], ...names } });
  const terms = { kind: "SUBSCRIPTION", access: "KEY", active: change.active ?? true, ...names } as const;
  const offer = await db.offer.create({ data: { productId: product.id, sku, ...terms } });
  const providerPriceId = change.price === undefined ? `price_${sku}` : change.price;
  if (providerPriceId) await db.offerPrice.create({ data: { offerId: offer.id, provider: "STRIPE", providerPriceId } });
}

async function amounts(): Promise<(number | null)[]> {
  const commerce = {
    readPrices: (ids: string[]) => {
      calls.push(ids.toSorted());
      return answer(ids);
    },
  };
  const ctx = { db: database.db, commerce, now: () => now, log: createLog("silent") };
  const offers = await refreshPrices(ctx, await listActiveOffers(database.db), "STRIPE");
  return offers.map((offer) => priceAt(offer, "STRIPE")?.price?.amountMinor ?? null);
}

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

describe("prices are read from the provider and kept for 10 minutes", () => {
  test("all missing ones in one call; then none, until they are older than 10 minutes", async () => {
    await givenOffer("a");
    await givenOffer("b");
    expect(await amounts()).toEqual([1200, 1200]);
    later(599);
    expect(await amounts()).toEqual([1200, 1200]);
    expect(calls).toEqual([["price_a", "price_b"]]);
    later(2);
    // In rupiahs a year of a few seats costs as much.
    const dear = 3_000_000_000;
    answer = async (ids) => ids.map((id) => ({ ...priceAt1200(id), unitAmountMinor: dear }));
    expect(await amounts()).toEqual([dear, dear]);
    expect(await amounts()).toEqual([dear, dear]);
    expect(calls).toHaveLength(2);
  });

  test("a price that comes back is stored whole: currency, amount, interval", async () => {
    await givenOffer("a");
    await amounts();
    expect(await database.db.offerPrice.findMany()).toMatchObject([
      { currency: "EUR", unitAmountMinor: 1200n, interval: "month", intervalCount: 1, fetchedAt: start },
    ]);
  });

  test("one that the provider archived or forgot is not shown any more", async () => {
    await givenOffer("a");
    expect(await amounts()).toEqual([1200]);
    later(601);
    answer = async () => [];
    expect(await amounts()).toEqual([null]);
    expect(await amounts()).toEqual([null]);
    expect(calls).toHaveLength(2);
  });
});

describe("while the provider is down", () => {
  const down = () => Promise.reject(new AdapterError("stripe", "down", { retryable: true }));

  test("the last known prices are shown, and it is asked again at most every half minute", async () => {
    await givenOffer("a");
    await amounts();
    later(601);
    answer = down;
    expect(await amounts()).toEqual([1200]);
    expect(await amounts()).toEqual([1200]);
    expect(calls).toHaveLength(2);
    later(31);
    expect(await amounts()).toEqual([1200]);
    expect(calls).toHaveLength(3);
  });

  test("what was never read has no price, and gets one as soon as it is back", async () => {
    await givenOffer("a");
    answer = down;
    expect(await amounts()).toEqual([null]);
    answer = async (ids) => ids.map(priceAt1200);
    expect(await amounts()).toEqual([1200]);
  });

  test("a fault of our own is not hidden", async () => {
    await givenOffer("a");
    answer = () => Promise.reject(new Error("a bug"));
    await expect(amounts()).rejects.toThrow("a bug");
  });
});

test("of 20 visitors who find the prices too old, one asks the provider, and all see prices", async () => {
  await givenOffer("a");
  await givenOffer("b");
  await amounts();
  later(601);
  const seen = await Promise.all(Array.from({ length: 20 }, amounts));
  expect(new Set(seen.flat())).toEqual(new Set([1200]));
  expect(calls).toHaveLength(2);
});

test("20 first visitors at once all see prices", async () => {
  await givenOffer("a");
  await givenOffer("b");
  const seen = await Promise.all(Array.from({ length: 20 }, amounts));
  expect(seen).toEqual(Array.from({ length: 20 }, () => [1200, 1200]));
});

test("licenses follow what was sold: an offer is found by its price also when it is no longer sold", async () => {
  await givenOffer("a", { active: false });
  await givenOffer("b");
  await givenOffer("c", { price: null });
  const found = await findOffersByPrice(database.db, "STRIPE", ["price_a", "price_b", "price_foreign"]);
  expect([...found].map(([id, { sku, active }]) => [id, sku, active]).toSorted()).toEqual([
    ["price_a", "a", false],
    ["price_b", "b", true],
  ]);
  expect(await findOffersByPrice(database.db, "FASTSPRING", ["price_a"])).toEqual(new Map());
  expect((await listActiveOffers(database.db)).map(({ sku }) => sku).toSorted()).toEqual(["b", "c"]);
});
