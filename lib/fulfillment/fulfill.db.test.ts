import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatSubject, type Subject } from "@/lib/commerce/subject";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { openShop, orderSubject, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { fulfill } from "./fulfill";
import { fulfillNow } from "./fulfill-now";

let shop: Shop;
let monthly: string;
beforeAll(async () => {
  shop = await openShop();
  monthly = await shop.sell("studio", { seatsPerUnit: 2 });
});
afterAll(() => shop.close());

const run = (subject: Subject, ctx = shop.ctx) => fulfill(ctx, { subject, cause: "test" });
const licensesOf = (licenseeId: string) => shop.ctx.licensing.listLicenses(licenseeId);

/** An event about the subject waits in the inbox. */
async function notify(subject: Subject): Promise<string> {
  const eventId = `evt_${newId()}`;
  const event = { eventId, type: "test", apiVersion: null, occurredAt: new Date(), ignoredReason: null };
  const events = [{ ...event, subject: formatSubject(subject) }];
  await receiveEvents(shop.ctx, { provider: "STRIPE", events, rawBody: "{}" });
  return eventId;
}

const eventNamed = (eventId: string) =>
  shop.ctx.db.inboxEvent.findUniqueOrThrow({ where: { provider_eventId: { provider: "STRIPE", eventId } } });

const purchase = (name: string, quantity = 3) => shop.purchase(name, { price: monthly, quantity });

describe("a purchase by a known customer", () => {
  it("of a subscription is licensed, written down in one go, and changes nothing the second time", async () => {
    const { subject, ...customer } = await purchase("Ada");
    const eventId = await notify(subject);
    expect(await run(subject)).toMatchObject({ kind: "done", reason: expect.stringContaining("issued 1") });

    const [license, ...others] = await licensesOf(customer.licenseeId);
    expect(others).toEqual([]);
    expect(license).toMatchObject({ qty: 6, state: "valid", validUntil: null, productName: "studio" });
    expect(license?.references).toMatchObject({ subscriptionReference: subject.id, productReference: "studio" });
    const { db } = shop.ctx;
    expect(await eventNamed(eventId)).toMatchObject({ status: "DONE", attempts: 1, lastError: null });
    expect(
      await db.subscription.findFirst({ where: { customerId: customer.id }, include: { items: true } }),
    ).toMatchObject({
      providerSubscriptionId: subject.id,
      status: "active",
      items: [{ quantity: 3, providerPriceId: monthly }],
    });
    expect(await db.grant.findMany({ where: { subject: formatSubject(subject) } })).toMatchObject([
      { licenseId: license?.id, sku: "studio", seatsPerUnit: 2, customerId: customer.id },
    ]);
    expect(await db.outgoingMail.findMany({ where: { recipient: "ada@example.com" } })).toHaveLength(1);
    expect(await db.auditEntry.findMany({ where: { action: "license.issued", customerId: customer.id } })).toHaveLength(
      1,
    );

    expect(await run(subject)).toMatchObject({ kind: "done", reason: expect.stringContaining("nothing to change") });
    expect(await licensesOf(customer.licenseeId)).toEqual([license]);
  });

  it("follows seats, and ends when it is canceled: same license throughout", async () => {
    const { subject, ...customer } = await purchase("Bea", 1);
    await run(subject);
    const [item] = await shop.ctx.db.subscriptionItem.findMany({
      where: { subscription: { customerId: customer.id } },
    });
    await shop.stripe("POST", `/v1/subscription_items/${item?.providerItemId}`, { quantity: 5 });
    await run(subject);
    const [grown] = await licensesOf(customer.licenseeId);
    expect(grown).toMatchObject({ qty: 10, state: "valid" });
    await shop.stripe("DELETE", `/v1/subscriptions/${subject.id}`);
    await run(subject);
    expect(await licensesOf(customer.licenseeId)).toMatchObject([{ id: grown?.id, state: "revoked" }]);
  });

  it("of a one-time offer, through the managed checkout, is licensed with a key, and its slot is free again", async () => {
    const price = await shop.sell("plugin", { kind: "PERPETUAL", access: "KEY" });
    const customer = await shop.welcome("Cleo");
    const offer = await shop.ctx.db.offer.findUniqueOrThrow({ where: { sku: "plugin" } });
    const intent = await shop.ctx.db.purchaseIntent.create({
      data: { customerId: customer.id, offerId: offer.id, provider: "STRIPE", quantity: 2, openSlot: "slot" },
    });
    const { licenseeId, providerCustomerId } = customer;
    const checkout = await shop.ctx.commerce.STRIPE.openCheckout({
      intentId: intent.id,
      licenseeId,
      customerId: customer.id,
      providerCustomerId,
      mode: "payment",
      providerPriceId: price,
      quantity: 2,
      trialDays: 0,
      successUrl: "http://localhost:3000/return",
      cancelUrl: "http://localhost:3000/",
    });
    const subject = orderSubject(checkout.sessionId);
    expect(await run(subject)).toMatchObject({ kind: "done" });
    expect(await licensesOf(customer.licenseeId)).toEqual([]);

    await shop.pay(checkout.sessionId);
    expect(await run(subject)).toMatchObject({ kind: "done" });
    const [license] = await licensesOf(customer.licenseeId);
    expect(license).toMatchObject({ qty: 2, state: "valid", references: { orderReference: checkout.sessionId } });
    expect(await shop.ctx.licensing.revealLicenseKey(license?.id ?? "")).toMatch(/\S{8,}/);
    const settled = { status: "COMPLETED", openSlot: null, subject: formatSubject(subject) };
    expect(await shop.ctx.db.purchaseIntent.findUnique({ where: { id: intent.id } })).toMatchObject(settled);
    expect(await shop.ctx.db.order.findFirst({ where: { customerId: customer.id } })).toMatchObject({ status: "paid" });
  });
});

describe("a purchase by somebody unknown", () => {
  it("creates customer, licensee (natural id: the provider's customer) and license, once for parallel purchases", async () => {
    const buyer = await shop.introduce({ name: "Dora GmbH", email: "dora@example.com" });
    const bought = await Promise.all([1, 2].map(() => shop.subscribe(buyer, [{ price: monthly }])));
    await Promise.all(bought.map(({ id }) => run(subscriptionSubject(id))));
    const licensee = await shop.ctx.licensing.findLicensee({ naturalId: buyer });
    expect(licensee).toMatchObject({ name: "Dora GmbH", email: "dora@example.com" });
    expect(await licensesOf(licensee?.id ?? "")).toHaveLength(2);
    const customers = await shop.ctx.db.customer.findMany({ where: { email: "dora@example.com" } });
    expect(customers).toMatchObject([{ origin: "ECOMMERCE", licenseeId: licensee?.id }]);
  });

  it("without a name or an e-mail address is parked, and settled by itself once that is mended", async () => {
    const buyer = await shop.introduce({ name: "Emil" });
    const subject = subscriptionSubject((await shop.subscribe(buyer, [{ price: monthly }])).id);
    const eventId = await notify(subject);
    expect(await run(subject)).toMatchObject({ kind: "parked", reason: expect.stringContaining("no e-mail address") });
    expect(await eventNamed(eventId)).toMatchObject({ status: "PARKED" });
    await shop.stripe("POST", `/v1/customers/${buyer}`, { email: "emil@example.com" });
    await run(subject);
    expect(await eventNamed(eventId)).toMatchObject({ status: "DONE" });
  });

  it("who pays for nothing yet makes no customer", async () => {
    const buyer = await shop.introduce({ name: "Finn", email: "finn@example.com" });
    const { id } = await shop.subscribe(buyer, [{ price: monthly }]);
    await shop.stripe("DELETE", `/v1/subscriptions/${id}`);
    expect(await run(subscriptionSubject(id))).toMatchObject({ kind: "ignored" });
    expect(await shop.ctx.db.customer.count({ where: { email: "finn@example.com" } })).toBe(0);
  });
});

describe("what is doubtful is parked, never guessed at", () => {
  it("a licensee of somebody else than the payer", async () => {
    const [payer, other] = [await shop.welcome("Hana"), await shop.welcome("Ivo")];
    const metadata = { tendukeLicenseeId: other.licenseeId };
    const { id } = await shop.subscribe(payer.providerCustomerId, [{ price: monthly }], metadata);
    expect(await run(subscriptionSubject(id))).toMatchObject({ kind: "parked" });
    expect(await licensesOf(other.licenseeId)).toEqual([]);
    expect(await licensesOf(payer.licenseeId)).toEqual([]);
  });

  it("a claim that changes later: the license stays with its customer and still ends with its subscription", async () => {
    const { subject, ...customer } = await purchase("Jana");
    await run(subject);
    const other = await shop.welcome("Kim");
    await shop.stripe("POST", `/v1/subscriptions/${subject.id}`, { metadata: { tendukeLicenseeId: other.licenseeId } });
    await shop.stripe("DELETE", `/v1/subscriptions/${subject.id}`);
    await run(subject);
    expect(await licensesOf(customer.licenseeId)).toMatchObject([{ state: "revoked" }]);
    expect(await licensesOf(other.licenseeId)).toEqual([]);
  });
});

describe("what is not ours is ignored, with a reason", () => {
  it("a product that is not in the catalog", async () => {
    const product = await shop.stripe("POST", "/v1/products", { name: "Mugs" });
    const terms = { currency: "eur", unit_amount: 500, recurring: { interval: "year" } };
    const price = await shop.stripe("POST", "/v1/prices", { product: product.id, ...terms });
    const customer = await shop.welcome("Lia");
    const { id } = await shop.subscribe(customer.providerCustomerId, [{ price: price.id }]);
    expect(await run(subscriptionSubject(id))).toMatchObject({
      kind: "ignored",
      reason: expect.stringContaining(price.id),
    });
  });

  it("a subscription that the provider does not know", async () => {
    expect(await run(subscriptionSubject("sub_missing"))).toMatchObject({ kind: "ignored" });
  });
});

describe("a provider that fails", () => {
  const failing = (retryable: boolean) => {
    const readSubscription = () => Promise.reject(new AdapterError("stripe", "Stripe said no", { retryable }));
    return { ...shop.ctx, commerce: { STRIPE: { ...shop.ctx.commerce.STRIPE, readSubscription } } };
  };

  it("for now is tried again, and the event says so", async () => {
    const { subject } = await purchase("Mia");
    const eventId = await notify(subject);
    expect(await run(subject, failing(true))).toEqual({ kind: "retry", reason: "Stripe said no" });
    expect(await eventNamed(eventId)).toMatchObject({ status: "WAITING", attempts: 1, lastError: "Stripe said no" });
    await run(subject);
    expect(await eventNamed(eventId)).toMatchObject({ status: "DONE", attempts: 2, lastError: null });
  });

  it("while a page asks leaves the rest to the worker", async () => {
    const { subject } = await purchase("Mona");
    expect(await fulfillNow(failing(true), { subject, cause: "page" })).toMatchObject({ kind: "retry" });
    const key = `fulfill:${formatSubject(subject)}`;
    expect(await shop.ctx.db.$queryRaw`SELECT key FROM graphile_worker.jobs WHERE key = ${key}`).toEqual([{ key }]);
  });

  it("for good is parked", async () => {
    const { subject } = await purchase("Noa");
    const eventId = await notify(subject);
    expect(await run(subject, failing(false))).toMatchObject({ kind: "parked" });
    expect(await eventNamed(eventId)).toMatchObject({ status: "PARKED", reason: "Stripe said no" });
  });
});
