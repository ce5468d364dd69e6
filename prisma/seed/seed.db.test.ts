import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/db/test-database";
import { startTestSandbox } from "@/sandbox/sandbox-for-test";
import { sdkFor } from "@/sandbox/stripe/sandbox-for-test";
import { demoCatalog, demoFastSpringCatalog, demoLinkKey } from "./demo-catalog";
import { ensureDemoFastSpring } from "./ensure-demo-fastspring";
import { ensureDemoPaymentLink } from "./ensure-demo-payment-link";
import { ensureDemoPortal } from "./ensure-demo-portal";
import { ensureDemoPrices } from "./ensure-demo-prices";
import { storeCatalog } from "./store-catalog";

const database = await createTestDatabase();
afterAll(() => database.drop());
const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());

async function seed(origin = sandbox.origin): Promise<number> {
  return await storeCatalog(database.db, demoCatalog, await ensureDemoPrices(sdkFor(origin), demoCatalog));
}

const offerCount = demoCatalog.flatMap((product) => product.offers).length;

test("a second seed writes nothing, neither here nor at the provider, and keeps an operator's edits", async () => {
  expect(await seed()).toBe(demoCatalog.length + 2 * offerCount);
  const sku = demoCatalog[0]?.offers[0]?.sku ?? "";
  await database.db.offer.update({ where: { sku }, data: { displayName: "Edited", active: false } });
  expect(await seed()).toBe(0);
  expect(await database.db.offer.findUnique({ where: { sku } })).toMatchObject({
    displayName: "Edited",
    active: false,
  });
  expect((await sdkFor(sandbox.origin).prices.list({ limit: 100 })).data).toHaveLength(offerCount);
});

test("what FastSpring sells is added once, with its paths as prices", async () => {
  const store = { apiBase: `${sandbox.origin}/fastspring/api`, username: "sandbox", password: "sandbox-1" };
  const at = { provider: "FASTSPRING", firstPosition: 9 } as const;
  const again = async () =>
    await storeCatalog(
      database.db,
      demoFastSpringCatalog,
      await ensureDemoFastSpring(store, demoFastSpringCatalog),
      at,
    );
  expect(await again()).toBeGreaterThan(0);
  expect(await again()).toBe(0);
  const prices = await database.db.offerPrice.findMany({ where: { provider: "FASTSPRING" } });
  expect(prices.map(({ providerPriceId }) => providerPriceId)).toContain("atlas-translate-monthly");
});

test("the demo payment link is made once, for the price that is sold now", async () => {
  const stripe = sdkFor(sandbox.origin);
  const prices = await ensureDemoPrices(stripe, demoCatalog);
  const price = prices.get(demoLinkKey) ?? "";
  const url = await ensureDemoPaymentLink(stripe, price);
  expect(await ensureDemoPaymentLink(stripe, price)).toBe(url);
  const [link, ...others] = (await stripe.paymentLinks.list({ expand: ["data.line_items"] })).data;
  expect(link).toMatchObject({ url, active: true, line_items: { data: [{ price: { id: price } }] } });
  expect(others).toEqual([]);
});

test("the billing portal sells the demo's subscriptions, and one that was set up already stays as it is", async () => {
  const stripe = sdkFor(sandbox.origin);
  await ensureDemoPrices(stripe, demoCatalog);
  await ensureDemoPortal(stripe, demoCatalog);
  const [configuration] = (await stripe.billingPortal.configurations.list({ is_default: true })).data;
  expect(configuration?.features.subscription_update).toMatchObject({ enabled: true, products: { length: 2 } });
  const features = { subscription_update: { default_allowed_updates: ["price" as const] } };
  await stripe.billingPortal.configurations.update(configuration?.id ?? "", { features });
  await ensureDemoPortal(stripe, demoCatalog);
  const kept = await stripe.billingPortal.configurations.retrieve(configuration?.id ?? "");
  expect(kept.features.subscription_update.default_allowed_updates).toEqual(["price"]);
});

test("what is missing at the provider is added to what is there", async () => {
  const stripe = sdkFor(sandbox.origin);
  const lookupKey = demoCatalog[0]?.offers[1]?.price.lookupKey ?? "";
  const before = await stripe.prices.list({ lookup_keys: [lookupKey] });
  await stripe.prices.update(before.data[0]?.id ?? "", { active: false, lookup_key: "" });
  expect(await seed()).toBe(1);
  const after = await stripe.prices.list({ lookup_keys: [lookupKey] });
  expect(after.data).toMatchObject([{ product: before.data[0]?.product, active: true }]);
  expect(await database.db.offerPrice.count({ where: { providerPriceId: after.data[0]?.id } })).toBe(1);
});

test("after the sandbox was emptied, the offers are sold at its new prices", async () => {
  const emptied = await startTestSandbox();
  try {
    expect(await seed(emptied.origin)).toBe(offerCount);
    const prices = await sdkFor(emptied.origin).prices.list({ limit: 100 });
    const mapped = await database.db.offerPrice.findMany({ where: { provider: "STRIPE" } });
    expect(mapped.map((price) => price.providerPriceId).toSorted()).toEqual(prices.data.map(({ id }) => id).toSorted());
  } finally {
    await emptied.stop();
  }
});
