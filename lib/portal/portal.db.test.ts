import { afterAll, describe, expect, test } from "vitest";
import { AdapterError, NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { givenBuyer, monthly, perpetual, startWorld, withKey } from "@/lib/onboarding/testing/start-world";
import { listBillingPlaces } from "./list-billing-places";
import { listLicenses } from "./list-licenses";
import { listOffers } from "./list-offers";
import { openBilling } from "./open-billing";
import { revealLicenseKey } from "./reveal-license-key";
import { buy as buyThere, givenDebtAtFastSpring, type Buyer } from "./testing/given-purchase";

const world = await startWorld();
afterAll(() => world.stop());

const buy = (buyer: Buyer, sku: string, quantity?: number) => buyThere(world, buyer, sku, quantity);

const billing = (asked: Buyer & { returnTo?: string }) => openBilling(world.ctx, asked);
const anyLicense = async (asked: Buyer) => revealLicenseKey(world.ctx, { ...asked, licenseId: newId() });

describe("licenses as their owner sees them", () => {
  test("what was bought, for how many seats, how it is used and how long it holds", async () => {
    const buyer = await givenBuyer(world);
    expect(await listLicenses(world.ctx, buyer)).toEqual({ licenses: [], nextPage: null });
    const subscription = await buy(buyer, monthly, 5);
    const order = await buy(buyer, perpetual, 2);
    const { licenses, nextPage } = await listLicenses(world.ctx, buyer);
    expect(nextPage).toBeNull();
    expect(licenses).toMatchObject([
      {
        productName: "atlas-diagrams",
        offerName: "Perpetual",
        seats: 2,
        access: "KEY",
        keyHint: expect.any(String),
        term: { kind: "perpetual" },
        references: { orderReference: order, productReference: perpetual },
      },
      {
        productName: "atlas-editor",
        offerName: "Monthly",
        seats: 5,
        state: "valid",
        access: "IDENTITY",
        keyHint: null,
        term: { kind: "renews", on: expect.any(Date) },
        references: { subscriptionReference: subscription, productReference: monthly },
      },
    ]);
  });

  test("pages of 50, newest first", async () => {
    const buyer = await givenBuyer(world);
    await buy(buyer, perpetual);
    const [license] = (await listLicenses(world.ctx, buyer)).licenses;
    const where = { id: license?.id };
    const row = await world.ctx.db.license.findUniqueOrThrow({ where, omit: { productConfigInfo: true } });
    await world.ctx.db.license.createMany({ data: Array.from({ length: 50 }, () => ({ ...row, id: newId() })) });
    const first = await listLicenses(world.ctx, buyer);
    expect([first.licenses.length, first.nextPage]).toEqual([50, 2]);
    const second = await listLicenses(world.ctx, { ...buyer, page: 2 });
    expect([second.licenses.length, second.nextPage]).toEqual([1, null]);
    expect((await listLicenses(world.ctx, { ...buyer, page: Number.NaN })).licenses).toHaveLength(50);
  });
});

describe("the license key", () => {
  async function givenKeyLicense() {
    const buyer = await givenBuyer(world);
    await buy(buyer, withKey);
    const [license] = (await listLicenses(world.ctx, buyer)).licenses;
    return { buyer, licenseId: license?.id ?? "", keyHint: license?.keyHint ?? "none" };
  }

  test("is shown whole to its owner, and each look is in the audit without the key", async () => {
    const { buyer, licenseId, keyHint } = await givenKeyLicense();
    const result = await revealLicenseKey(world.ctx, { ...buyer, licenseId });
    const key = result.kind === "revealed" ? result.licenseKey : "";
    expect(key.length).toBeGreaterThan(keyHint.length);
    expect(key.endsWith(keyHint)).toBe(true);
    const entries = await world.ctx.db.auditEntry.findMany({
      where: { action: "license.key_revealed", entityId: licenseId },
    });
    expect(entries).toMatchObject([{ actor: `user:${buyer.userId}`, customerId: buyer.customerId }]);
    expect(JSON.stringify(entries)).not.toContain(key);
  });

  test("of somebody else's license, of none, and of one for signed-in use is not found", async () => {
    const { licenseId } = await givenKeyLicense();
    const buyer = await givenBuyer(world);
    await buy(buyer, monthly);
    const [signedIn] = (await listLicenses(world.ctx, buyer)).licenses;
    for (const id of [licenseId, newId(), "nonsense", signedIn?.id ?? ""]) {
      await expect(revealLicenseKey(world.ctx, { ...buyer, licenseId: id })).rejects.toThrow(NotFoundError);
    }
  });

  test("who asks for more than 30 in ten minutes has to wait, guesses included", async () => {
    const { buyer, licenseId } = await givenKeyLicense();
    for (let count = 0; count < 30; count += 1) await expect(anyLicense(buyer)).rejects.toThrow(NotFoundError);
    expect(await revealLicenseKey(world.ctx, { ...buyer, licenseId })).toMatchObject({ kind: "limited" });
  });
});

describe("the way to the provider's billing portal", () => {
  test("leads there and back to a page of ours, never elsewhere", async () => {
    const buyer = await givenBuyer(world);
    expect(await billing(buyer)).toEqual({ kind: "nothing_to_manage" });
    await buy(buyer, monthly);
    expect(await billing(buyer)).toMatchObject({ kind: "portal", url: expect.stringMatching(/^http/) });
    const asked: string[] = [];
    const openBillingPortal = async ({ returnUrl }: { returnUrl: string }) => {
      asked.push(returnUrl);
      return { url: "https://billing.example" };
    };
    const ctx = { ...world.ctx, commerce: { STRIPE: { openBillingPortal } } };
    const elsewhere = ["https://evil.example", "//evil.example", "/\\evil.example"];
    for (const returnTo of [undefined, "/portal/billing?x=1", ...elsewhere])
      await openBilling(ctx, { ...buyer, returnTo });
    const home = "http://app.test/portal";
    expect(asked).toEqual([home, `${home}/billing?x=1`, home, home, home]);
  });

  test("who bought at both providers is shown both, the one with a payment due first, and led to the one that is chosen", async () => {
    const buyer = await givenBuyer(world);
    const opened: string[] = [];
    const billingAt = (name: string) => ({
      openBillingPortal: ({ providerCustomerId }: { providerCustomerId: string }) =>
        Promise.resolve({ url: `https://billing.example/${opened.push(`${name} ${providerCustomerId}`)}` }),
    });
    const ctx = { ...world.ctx, commerce: { STRIPE: billingAt("Stripe"), FASTSPRING: billingAt("FastSpring") } };
    expect(await listBillingPlaces(ctx, buyer)).toEqual([]);
    const atStripe = await buy(buyer, monthly);
    expect(await listBillingPlaces(ctx, buyer)).toMatchObject([{ provider: "STRIPE", products: ["Atlas Editor"] }]);
    await givenDebtAtFastSpring(world, buyer);
    expect(await listBillingPlaces(ctx, buyer)).toEqual([
      { provider: "FASTSPRING", products: [], isDue: true, isOff: false },
      { provider: "STRIPE", products: ["Atlas Editor"], isDue: false, isOff: false },
    ]);
    await openBilling(ctx, buyer);
    await openBilling(ctx, { ...buyer, provider: "STRIPE" });
    const { customer } = await world.stripe.subscriptions.retrieve(atStripe);
    expect(opened).toEqual(["FastSpring in-debt-there", `Stripe ${String(customer)}`]);
  });

  test("is opened at most 30 times a minute", async () => {
    const buyer = await givenBuyer(world);
    await buy(buyer, monthly);
    const openBillingPortal = () => Promise.resolve({ url: "https://billing.example" });
    const ctx = { ...world.ctx, commerce: { STRIPE: { openBillingPortal } } };
    for (let n = 0; n < 30; n += 1) expect((await openBilling(ctx, buyer)).kind).toBe("portal");
    expect(await openBilling(ctx, buyer)).toMatchObject({ kind: "limited" });
  });

  test("a provider that is down is an answer, not an error page", async () => {
    const buyer = await givenBuyer(world);
    await buy(buyer, monthly);
    const openBillingPortal = () => Promise.reject(new AdapterError("stripe", "down", { retryable: true }));
    const ctx = { ...world.ctx, commerce: { STRIPE: { openBillingPortal } } };
    expect(await openBilling(ctx, buyer)).toEqual({ kind: "provider_unavailable" });
  });
});

test("the shop window groups offers by product, in order, with the provider's prices", async () => {
  const products = await listOffers(world.ctx);
  expect(products.map(({ productName, offers }) => [productName, ...offers.map(({ price }) => price)])).toEqual([
    [
      "atlas-editor",
      { amountMinor: 1200, currency: "USD", interval: "month", intervalCount: 1 },
      { amountMinor: 12_000, currency: "USD", interval: "year", intervalCount: 1 },
    ],
    ["atlas-render-node", { amountMinor: 2900, currency: "USD", interval: "month", intervalCount: 1 }],
    ["atlas-diagrams", { amountMinor: 7900, currency: "USD", interval: null, intervalCount: 1 }],
  ]);
});
