import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProviderEvent } from "@/lib/commerce/commerce-port";
import { openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";
import { fulfill } from "./fulfill";

let shop: FastSpringShop;
beforeAll(async () => {
  shop = await openFastSpringShop();
  await Promise.all([
    shop.sell("studio-monthly"),
    shop.sell("studio-team"),
    shop.sell("studio-rent", { untilPeriodEnd: true }),
    shop.sell("plugin", { kind: "PERPETUAL" }),
    shop.sell("brushes", { kind: "PERPETUAL" }),
  ]);
});
afterAll(() => shop.close());

const anAddress = (name: string) => ({ first: name, last: "Buyer", email: `${name.toLowerCase()}@example.com` });

/** The customer that this account is mapped to, with the licenses. */
async function whatIsKnownOf(providerCustomerId: string) {
  const { db, licensing } = shop.ctx;
  const found = await db.providerCustomer.findFirst({ where: { providerCustomerId }, include: { customer: true } });
  if (!found?.customer.licenseeId) return { customer: null, licenses: [] };
  const grants = await db.grant.findMany({ where: { customerId: found.customer.id } });
  const licenses = await licensing.findLicenses(grants.map(({ licenseId }) => licenseId));
  return { customer: found.customer, licenses };
}

const brief = ({ licenses }: Awaited<ReturnType<typeof whatIsKnownOf>>) =>
  licenses.map(({ productName, qty, state }) => `${productName} ${qty} ${state}`).toSorted();

async function subscribe(name: string, product = "studio-monthly", quantity = 1) {
  const account = await shop.account(anAddress(name));
  const { subscriptions } = await shop.order(account, { items: [{ product, quantity }] });
  await shop.tell();
  return { account, id: subscriptions[0] ?? "" };
}

describe("account.created", () => {
  it("makes a person and a licensee, before anything is bought", async () => {
    const account = await shop.account(anAddress("Petra"));
    await shop.tell();
    const { customer } = await whatIsKnownOf(account);
    expect(customer).toMatchObject({ type: "PERSON", name: "Petra Buyer", email: "petra@example.com" });
    expect(await shop.ctx.licensing.findLicensee({ naturalId: account })).toMatchObject({ type: "PERSON" });
  });

  it.each([
    ["a company", { company: "Firm A" }, undefined, { type: "ORGANIZATION", name: "Firm A" }],
    [
      "a company of who says to be a person",
      { company: "Firm B" },
      { tendukeLicenseeType: "PERSONAL" },
      { type: "PERSON", name: "Bea Buyer" },
    ],
    [
      "who says to be an organization",
      { company: "Firm C" },
      '{"tendukeLicenseeType":"ORGANIZATION"}',
      { type: "ORGANIZATION", name: "Firm C" },
    ],
  ])("tells B2B from B2C by tag or company: %s", async (_what, contact, tags, expected) => {
    const email = `${JSON.stringify(contact).replaceAll(/\W/g, "")}@example.com`;
    const account = await shop.account({ ...anAddress("Bea"), ...contact, email }, tags);
    await shop.tell();
    expect((await whatIsKnownOf(account)).customer).toMatchObject(expected);
  });

  it("of an organization without a company is parked with the reason, and nothing is made up", async () => {
    const account = await shop.account(anAddress("Nora"), { tendukeLicenseeType: "ORGANIZATION" });
    expect(await shop.tell()).toMatchObject([{ kind: "parked", reason: expect.stringContaining("no company name") }]);
    expect((await whatIsKnownOf(account)).customer).toBeNull();
  });

  it("that names a licensee only maps it; one that does not exist is parked", async () => {
    const known = await shop.account(anAddress("Mona"));
    await shop.tell();
    const { customer } = await whatIsKnownOf(known);
    const before = await shop.ctx.db.customer.count();
    const other = await shop.account(anAddress("Milo"), { tendukeLicenseeId: customer?.licenseeId });
    const [outcome] = await shop.tell();
    // Mona has an account already: which one is hers is for support to settle.
    expect(outcome).toMatchObject({ kind: "done" });
    expect(await shop.ctx.db.customer.count()).toBe(before);
    expect((await whatIsKnownOf(other)).customer).toBeNull();
    await shop.account(anAddress("Mara"), { tendukeLicenseeId: "0198a000-0000-7000-8000-000000000000" });
    expect(await shop.tell()).toMatchObject([{ kind: "parked", reason: expect.stringContaining("does not exist") }]);
  });
});

describe("order.completed", () => {
  it("licenses one-time items only, and makes the customer when account.created never came", async () => {
    const account = await shop.account(anAddress("Olaf"));
    const items = [{ product: "plugin", quantity: 3 }, { product: "studio-monthly" }];
    const { id } = await shop.order(account, { items });
    await shop.tell((events) => events.filter(({ type }) => type === "order.completed"));
    const known = await whatIsKnownOf(account);
    expect(known.customer).toMatchObject({ name: "Olaf Buyer" });
    const ofOrder = await shop.ctx.db.grant.findMany({ where: { subject: `fastspring:order:${id}` } });
    expect(ofOrder).toMatchObject([{ sku: "plugin" }]);
    // The order leads to its subscription too, whose own truth licenses it.
    expect(brief(known)).toEqual(["plugin 3 valid", "studio-monthly 1 valid"]);
  });

  it("finds the customer by the order's tags, in every form they come in", async () => {
    const owner = await shop.account(anAddress("Tara"));
    await shop.tell();
    const licenseeId = (await whatIsKnownOf(owner)).customer?.licenseeId ?? "";
    for (const tags of [
      { tendukeLicenseeId: licenseeId },
      `{"tendukeLicenseeId":"${licenseeId}"}`,
      `tendukeLicenseeId=${licenseeId}`,
    ]) {
      await shop.order(owner, { items: [{ product: "plugin" }], tags });
    }
    await shop.tell();
    expect(brief(await whatIsKnownOf(owner))).toEqual(Array(3).fill("plugin 1 valid"));
  });

  it("says whose the account is that it brought, whichever of the two events comes first", async () => {
    const owner = await shop.account(anAddress("Olga"));
    await shop.tell();
    const { customer } = await whatIsKnownOf(owner);
    await shop.ctx.db.providerCustomer.deleteMany({ where: { providerCustomerId: owner } });
    for (const [name, tags, expected] of [
      ["Otto", { tendukeLicenseeId: customer?.licenseeId }, { id: customer?.id }],
      ["Orla", { tendukeLicenseeType: "PERSONAL" }, { type: "PERSON", name: "Orla Buyer" }],
    ] as const) {
      const account = await shop.account({ ...anAddress(name), company: "Firm O" });
      await shop.order(account, { items: [{ product: "plugin" }], tags });
      const accountFirst = (events: ProviderEvent[]) => events.toSorted((a, b) => a.type.localeCompare(b.type));
      expect(await shop.tell(accountFirst)).toMatchObject([{ kind: "done" }, { kind: "done" }]);
      const known = await whatIsKnownOf(account);
      expect(known.customer).toMatchObject(expected);
      expect(brief(known)).toEqual(["plugin 1 valid"]);
    }
  });

  it("of a bundle is parked with the reason; what was sold beside it is licensed", async () => {
    const bundle = { product: "set", bundle: { items: ["plugin", "brushes"] } };
    await shop.fastSpring("POST", "/api/products", { products: [bundle] });
    const account = await shop.account(anAddress("Bob"));
    await shop.order(account, { items: [{ product: "set" }] });
    const alone = await shop.tell();
    expect(alone.at(-1)).toMatchObject({ kind: "parked", reason: expect.stringContaining('part of the bundle "set"') });
    const other = await shop.account(anAddress("Bert"));
    await shop.fastSpring("POST", "/api/products", { products: [{ product: "kit", bundle: { items: ["brushes"] } }] });
    await shop.order(other, { items: [{ product: "kit" }, { product: "plugin" }] });
    expect((await shop.tell()).at(-1)).toMatchObject({ kind: "parked" });
    expect(brief(await whatIsKnownOf(other))).toEqual(["plugin 1 valid"]);
  });

  it("comes after the money; a pending order that is withdrawn licenses nothing", async () => {
    const account = await shop.account(anAddress("Pia"));
    const pending = await shop.order(account, { items: [{ product: "plugin" }], status: "pending" });
    await shop.tell();
    expect(brief(await whatIsKnownOf(account))).toEqual([]);
    await shop.control(`orders/${pending.id}/complete`);
    await shop.tell();
    expect(brief(await whatIsKnownOf(account))).toEqual(["plugin 1 valid"]);
    await shop.control(`orders/${pending.id}/cancel`);
    await shop.tell();
    expect(brief(await whatIsKnownOf(account))).toEqual(["plugin 1 revoked"]);
  });
});

describe("a subscription", () => {
  it("is licensed without an end, renewed, changed, canceled, kept and ended", async () => {
    const { account, id } = await subscribe("Sara", "studio-monthly", 2);
    expect((await whatIsKnownOf(account)).licenses).toMatchObject([{ qty: 2, validUntil: null, state: "valid" }]);
    await shop.control(`subscriptions/${id}/renew`);
    expect((await shop.tell()).at(-1)).toMatchObject({ kind: "done" });
    await shop.control(`subscriptions/${id}/change`, { quantity: 5 });
    await shop.control(`subscriptions/${id}/cancel`);
    await shop.tell();
    expect(brief(await whatIsKnownOf(account))).toEqual(["studio-monthly 5 valid"]);
    await shop.control(`subscriptions/${id}/uncancel`);
    await shop.control(`subscriptions/${id}/change`, { product: "studio-team" });
    await shop.tell();
    // A product change gives a new license; the grant serves it, and the old one has ended.
    expect(brief(await whatIsKnownOf(account))).toEqual(["studio-team 5 valid"]);
    const all = await shop.ctx.db.license.findMany({
      where: { subscriptionReference: id },
      orderBy: { created: "asc" },
    });
    expect(all.map(({ productName, state }) => `${productName} ${state}`)).toEqual([
      "studio-monthly REVOKED",
      "studio-team VALID",
    ]);
    await shop.control(`subscriptions/${id}/deactivate`);
    await shop.tell();
    expect(brief(await whatIsKnownOf(account))).toEqual(["studio-team 5 revoked"]);
  });

  it("ends the same after any order of events, an update before its activation included, and resends", async () => {
    const account = await shop.account(anAddress("Uma"));
    const { subscriptions } = await shop.order(account, { items: [{ product: "studio-monthly" }] });
    await shop.control(`subscriptions/${subscriptions[0]}/change`, { quantity: 4 });
    const backwards = (events: ProviderEvent[]) => events.toReversed();
    await shop.tell(backwards);
    expect(brief(await whatIsKnownOf(account))).toEqual(["studio-monthly 4 valid"]);
    for (const { eventId } of await shop.ctx.db.inboxEvent.findMany({
      where: { subject: { contains: String(subscriptions[0]) } },
    })) {
      await shop.control(`events/${eventId}/resend`);
    }
    const issued = await shop.ctx.db.license.count();
    expect((await shop.tell()).length).toBeGreaterThan(1);
    expect(await shop.ctx.db.license.count()).toBe(issued);
    expect(brief(await whatIsKnownOf(account))).toEqual(["studio-monthly 4 valid"]);
  });

  it("overdue stays licensed during the grace period", async () => {
    const { account, id } = await subscribe("Vera");
    await shop.control(`subscriptions/${id}/overdue`);
    await shop.tell();
    expect(brief(await whatIsKnownOf(account))).toEqual(["studio-monthly 1 valid"]);
    const mirrored = await shop.ctx.db.subscription.findFirst({ where: { providerSubscriptionId: id } });
    expect(mirrored).toMatchObject({ status: "past_due", pastDueSince: expect.any(Date) });
  });

  it("sold until its period's end has that end, and each charge extends it", async () => {
    const { account, id } = await subscribe("Rita", "studio-rent");
    const [license] = (await whatIsKnownOf(account)).licenses;
    const first = license?.validUntil?.getTime() ?? 0;
    expect(first).toBeGreaterThan(Date.now() + 27 * 86_400_000);
    await shop.control(`subscriptions/${id}/renew`);
    await shop.tell();
    const [extended] = (await whatIsKnownOf(account)).licenses;
    const truth = await shop.ctx.commerce.FASTSPRING?.readSubscription(id, AbortSignal.timeout(5_000));
    expect(extended?.validUntil).toEqual(truth?.currentPeriodEnd);
    expect(extended).toMatchObject({ id: license?.id, state: "valid" });
  });

  it("is ended by no event about one that is not active, and an unknown product is foreign", async () => {
    const { account, id } = await subscribe("Walt");
    const translated = await shop.tell();
    expect(translated).toEqual([]);
    const missing = { provider: "FASTSPRING", kind: "subscription", id: "nowhere" } as const;
    expect(await fulfill(shop.ctx, { subject: missing, cause: "test" })).toMatchObject({ kind: "ignored" });
    await shop.fastSpring("POST", "/api/products", { products: [{ product: "shirt" }] });
    await shop.order(account, { items: [{ product: "shirt" }] });
    expect((await shop.tell()).at(-1)).toMatchObject({ kind: "ignored", reason: expect.stringContaining("catalog") });
    expect(id).not.toBe("");
  });
});

describe("money that goes back", () => {
  async function buy(name: string) {
    const account = await shop.account(anAddress(name));
    const { id } = await shop.order(account, { items: [{ product: "plugin" }, { product: "brushes" }] });
    await shop.tell();
    return { account, id };
  }

  it("in full ends every license of the order, for one product that one's", async () => {
    const whole = await buy("Ines");
    await shop.fastSpring("POST", "/api/returns", { returns: [{ order: whole.id }] });
    await shop.tell();
    expect(brief(await whatIsKnownOf(whole.account))).toEqual(["brushes 1 revoked", "plugin 1 revoked"]);
    const line = await buy("Iris");
    await shop.control(`orders/${line.id}/return`, { products: ["plugin"] });
    await shop.tell();
    expect(brief(await whatIsKnownOf(line.account))).toEqual(["brushes 1 valid", "plugin 1 revoked"]);
  });

  it("in part keeps the licenses and is put before support", async () => {
    const { account, id } = await buy("Iva");
    await shop.control(`orders/${id}/return`, { share: 0.9 });
    const [outcome] = await shop.tell();
    expect(outcome?.reason).toContain("Flagged");
    expect(brief(await whatIsKnownOf(account))).toEqual(["brushes 1 valid", "plugin 1 valid"]);
  });

  it("for a subscription that has another product by now is put before support all the same", async () => {
    const account = await shop.account(anAddress("Ivo"));
    const items = [{ product: "studio-monthly" }, { product: "plugin" }];
    const { id, subscriptions } = await shop.order(account, { items });
    await shop.control(`subscriptions/${subscriptions[0]}/change`, { product: "studio-team" });
    await shop.control(`orders/${id}/return`, { products: ["studio-monthly"] });
    const told = (await shop.tell()).map(({ reason }) => reason).join();
    expect(told).toMatch(/Flagged: .* of subscription .* was refunded/);
    // Only the subscription's money went back.
    expect(told).not.toMatch(/of order .* was refunded/);
    expect(brief(await whatIsKnownOf(account))).toEqual(["plugin 1 valid", "studio-team 1 valid"]);
  });

  it("by a chargeback suspends them, and stays in mind though FastSpring lists none", async () => {
    const { account, id } = await buy("Ilse");
    await shop.control(`orders/${id}/chargeback`);
    await shop.tell();
    expect(brief(await whatIsKnownOf(account))).toEqual(["brushes 1 suspended", "plugin 1 suspended"]);
    const subject = { provider: "FASTSPRING", kind: "order", id } as const;
    await fulfill(shop.ctx, { subject, cause: "reconciliation" });
    expect(brief(await whatIsKnownOf(account))).toEqual(["brushes 1 suspended", "plugin 1 suspended"]);
  });
});
