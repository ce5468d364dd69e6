import { afterAll, beforeAll, expect, it } from "vitest";
import { fulfillNow } from "@/lib/fulfillment/fulfill-now";
import { newId } from "@/lib/kernel/ids";
import { openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";
import { continueOnboarding } from "./continue-onboarding";
import { findLatestCheckout } from "./find-latest-checkout";
import { identifyCustomer } from "./identify-customer";
import { startCheckout } from "./start-checkout";
import { watchPurchase } from "./watch-purchase";

let shop: FastSpringShop;
let userId: string;
beforeAll(async () => {
  shop = await openFastSpringShop();
  await shop.sell("studio-monthly");
  userId = newId();
  await shop.ctx.db.user.create({ data: { id: userId, email: "ada@example.com", emailVerified: new Date() } });
  const who = { userId, type: "PERSON", name: "Ada Lovelace", email: "ada@example.com" };
  await identifyCustomer(shop.ctx, who);
});
afterAll(() => shop.close());

const order = () => startCheckout(shop.ctx, { userId, sku: "studio-monthly", quantity: 2 });
const watching = () => ({
  ...shop.ctx,
  fulfill: (input: Parameters<typeof fulfillNow>[1]) => fulfillNow(shop.ctx, input),
});

it("a known customer is led to FastSpring's store, twice to the same session, and comes back to a license", async () => {
  const first = await order();
  expect(first).toMatchObject({ kind: "checkout", url: expect.stringContaining("/fastspring/store/session/") });
  expect(await order()).toEqual(first);

  // The account came first, with our own id in its lookup key.
  const account = await shop.ctx.db.providerCustomer.findFirstOrThrow({ where: { provider: "FASTSPRING" } });
  const licensee = await shop.ctx.licensing.findLicensee({ naturalId: account.providerCustomerId ?? "" });
  expect(await shop.fastSpring("GET", `/api/accounts/${account.providerCustomerId}`)).toMatchObject({
    contact: { first: "Ada", last: "Lovelace", email: "ada@example.com" },
    lookup: { custom: `usher-${licensee?.id}` },
  });

  const sessionId = (await findLatestCheckout(shop.ctx, userId)) ?? "";
  expect(await watchPurchase(watching(), { userId, sessionId })).toMatchObject({ state: "waiting_for_payment" });
  await shop.control(`sessions/${sessionId.split(":")[0]}/pay`);
  expect(await watchPurchase(watching(), { userId, sessionId })).toMatchObject({
    state: "ready",
    licenses: [{ productName: "studio-monthly", qty: 2 }],
    purchase: { isSubscription: true, quantity: 2 },
  });

  // What the webhooks tell afterwards changes nothing.
  const issued = await shop.ctx.db.license.count();
  await shop.tell();
  expect(await shop.ctx.db.license.count()).toBe(issued);
  expect(await shop.ctx.db.customer.count()).toBe(1);
});

it("nobody gets a second subscription of a product, and nobody else sees the first", async () => {
  expect(await order()).toMatchObject({ kind: "existing_subscription", subscription: { provider: "FASTSPRING" } });
  expect(await continueOnboarding(shop.ctx, { userId, sku: "studio-monthly" })).toMatchObject({
    kind: "change_existing",
  });
  expect(await findLatestCheckout(shop.ctx, newId())).toBeNull();
});
