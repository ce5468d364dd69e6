import { afterAll, describe, expect, it } from "vitest";
import { attachPurchases } from "@/lib/claiming/attach-purchases";
import { newId } from "@/lib/kernel/ids";
import { givenBuyer, goToStore, openFastSpringAlone, order, payInStore } from "./testing/fastspring-alone";

const shop = await openFastSpringAlone();
afterAll(() => shop.close());
await shop.sell("studio-monthly");
await shop.sell("plug-in", { kind: "PERPETUAL" });

const accountOf = async (customerId: string) =>
  (await shop.ctx.db.providerCustomer.findFirst({ where: { customerId } }))?.providerCustomerId ?? null;

describe("an account is its e-mail address at FastSpring", () => {
  it("whose address is another customer's types one for receipts, and buys; nobody gets into the other's account", async () => {
    const first = await givenBuyer(shop, "bo@example.com", { billing: "bills@example.com" });
    await goToStore(shop.ctx, first, "plug-in");
    const second = await givenBuyer(shop, "cy@example.com", { billing: "bills@example.com" });
    expect(await order(shop.ctx, second.userId, "plug-in")).toEqual({
      kind: "invalid",
      fields: { email: expect.stringContaining("already has an account for bills@example.com") },
    });
    const again = (email: string) => order(shop.ctx, second.userId, "plug-in", { email });
    expect(await again("nonsense")).toMatchObject({ kind: "invalid", fields: { email: expect.any(String) } });
    expect(await again("bills@example.com")).toMatchObject({ kind: "invalid", fields: { email: expect.any(String) } });
    expect(await again(" Own.Bills@example.com ")).toMatchObject({ kind: "checkout" });

    const [one, other] = [await accountOf(first.customerId), await accountOf(second.customerId)];
    expect(other).not.toBe(one);
    expect(await shop.fastSpring("GET", `/api/accounts/${other}`)).toMatchObject({
      contact: { email: "own.bills@example.com" },
    });
    const customer = await shop.ctx.db.customer.findUniqueOrThrow({ where: { id: second.customerId } });
    expect(customer.email).toBe("bills@example.com");
  });

  it("a customer who returns keeps the account they had there, if they have proven its address", async () => {
    const theirs = await shop.account({ first: "Di", last: "Fox", email: "di@example.com" });
    const di = await givenBuyer(shop, "di@example.com");
    await goToStore(shop.ctx, di, "plug-in");
    expect(await accountOf(di.customerId)).toBe(theirs);

    // One that FastSpring told of already is a customer, and becomes theirs when they sign in.
    const told = await shop.account({ first: "Guy", last: "Ivy", email: "guy@example.com" });
    await shop.tell();
    const userId = newId();
    await shop.ctx.db.user.create({ data: { id: userId, email: "guy@example.com", emailVerified: new Date() } });
    const [customerId] = await attachPurchases(shop.ctx, { id: userId, email: "guy@example.com", emailVerified: true });
    expect(await order(shop.ctx, userId, "plug-in")).toMatchObject({ kind: "checkout" });
    expect(await accountOf(customerId ?? "")).toBe(told);

    await shop.account({ first: "Ed", last: "Gray", email: "ed@example.com" });
    const thief = await givenBuyer(shop, "thief@example.com", { billing: "ed@example.com" });
    expect(await order(shop.ctx, thief.userId, "plug-in")).toMatchObject({ kind: "invalid" });

    // A person's own account, with cards and receipts in it, is no organization's.
    await shop.account({ first: "Flo", last: "Hall", email: "flo@example.com" });
    const company = await givenBuyer(shop, "flo@example.com", { type: "ORGANIZATION" });
    expect(await order(shop.ctx, company.userId, "plug-in")).toMatchObject({ kind: "invalid" });
  });

  it("what somebody buys in the store at an address that a customer only typed goes before support, not to them", async () => {
    // However they became a customer: the second by a purchase at another provider, the third by support's hand.
    for (const origin of ["MANAGED", "ECOMMERCE", "MANUAL"] as const) {
      const mallory = await givenBuyer(shop, `${origin}@example.com`, { billing: `victim-${origin}@example.com` });
      await shop.ctx.db.customer.update({ where: { id: mallory.customerId }, data: { origin } });
      await goToStore(shop.ctx, mallory, "plug-in");
      const account = (await accountOf(mallory.customerId)) ?? "";
      await shop.order(account, { items: [{ product: "plug-in" }] });
      const parked = { kind: "parked", reason: expect.stringContaining("proven") };
      expect(await shop.tell()).toContainEqual(expect.objectContaining(parked));
      expect(await shop.ctx.db.grant.count({ where: { customerId: mallory.customerId } })).toBe(0);
    }

    const honest = await givenBuyer(shop, "honest@example.com");
    await goToStore(shop.ctx, honest, "plug-in");
    await shop.order((await accountOf(honest.customerId)) ?? "", { items: [{ product: "plug-in" }] });
    await shop.tell();
    expect(await shop.ctx.db.grant.count({ where: { customerId: honest.customerId } })).toBe(1);
  });
});

describe("a store's sessions can't be closed", () => {
  it.each([
    ["studio-monthly", "a subscription"],
    ["plug-in", "a one-time purchase"],
  ])(
    "%s: who pays in the replaced page of %s too has both, support sees it, and the owner is told once",
    async (sku) => {
      const buyer = await givenBuyer(shop, `${sku}@example.com`);
      const [old, replacement] = [await goToStore(shop.ctx, buyer, sku, 1), await goToStore(shop.ctx, buyer, sku, 3)];
      const { customerId } = buyer;
      const flags = () => shop.ctx.db.supportFlag.findMany({ where: { customerId } });
      await payInStore(shop, old);
      await shop.tell();
      expect(await flags()).toEqual([]);
      // The page that was replaced says what became of it all the same.
      expect(await shop.watch(buyer.userId, old)).toMatchObject({ state: "ready" });
      await payInStore(shop, replacement);
      expect(await shop.watch(buyer.userId, replacement)).toMatchObject({ state: "ready" });
      await shop.tell();
      expect(await shop.ctx.db.grant.count({ where: { customerId } })).toBe(2);
      expect(await flags()).toMatchObject([{ reason: expect.stringContaining("was bought twice"), resolvedAt: null }]);
      const mails = await shop.ctx.db.outgoingMail.findMany({
        where: { kind: "bought_twice", recipient: `${sku}@example.com` },
      });
      expect(mails).toHaveLength(1);
    },
  );

  it("buying the same again on purpose is no double", async () => {
    const buyer = await givenBuyer(shop, "twice@example.com");
    for (const seats of [1, 2]) {
      const session = await goToStore(shop.ctx, buyer, "plug-in", seats);
      await payInStore(shop, session);
      expect(await shop.watch(buyer.userId, session)).toMatchObject({ state: "ready" });
    }
    expect(await shop.ctx.db.supportFlag.count({ where: { customerId: buyer.customerId } })).toBe(0);
  });
});

it("whoever comes back without a session is shown what they paid last, of two tabs, and never another's", async () => {
  const buyer = await givenBuyer(shop, "tabs@example.com");
  const first = await goToStore(shop.ctx, buyer, "plug-in");
  const second = await goToStore(shop.ctx, buyer, "studio-monthly");
  expect(await shop.latest(buyer.userId)).toBe(second);
  await payInStore(shop, first);
  expect(await shop.latest(buyer.userId)).toBe(first);
  await payInStore(shop, second);
  expect(await shop.latest(buyer.userId)).toBe(second);
  const other = await givenBuyer(shop, "other@example.com");
  expect(await shop.latest(other.userId)).toBeNull();
  expect(await shop.watch(other.userId, first)).toMatchObject({ state: "not_found" });
});

it("a customer gets one trial of a product, also where FastSpring's own product has one", async () => {
  const product = {
    product: "with-trial",
    pricing: { price: { EUR: 5 }, interval: "month", intervalLength: 1, trial: 14 },
  };
  await shop.sell("with-trial");
  await shop.fastSpring("POST", "/api/products", { products: [product] });
  const buyer = await givenBuyer(shop, "trial@example.com");
  const begin = async () => {
    const session = await goToStore(shop.ctx, buyer, "with-trial");
    await payInStore(shop, session);
    await shop.watch(buyer.userId, session);
    return await shop.ctx.db.subscription.findFirstOrThrow({
      where: { customerId: buyer.customerId },
      orderBy: { createdAt: "desc" },
    });
  };
  const trial = await begin();
  expect(trial.status).toBe("trialing");
  await shop.control(`subscriptions/${trial.providerSubscriptionId}/deactivate`);
  await shop.tell();
  expect((await begin()).status).toBe("active");
});
