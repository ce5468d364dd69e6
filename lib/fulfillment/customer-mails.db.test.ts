import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { newId } from "@/lib/kernel/ids";
import { openShop, orderSubject, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { followSubject } from "./follow-subject";
import { fulfill } from "./fulfill";
import { holdLicense } from "./hold-license";
import { liftHold } from "./lift-hold";

let shop: Shop;
let monthly: string;
let yearly: string;
let plugin: string;
let time: Date;
beforeAll(async () => {
  shop = await openShop();
  monthly = await shop.sell("studio", { access: "KEY" });
  yearly = await shop.sell("studio-yearly", { access: "KEY" });
  plugin = await shop.sell("plugin", { kind: "PERPETUAL", access: "KEY" });
  await shop.control("billing", { retry_days: [3, 5, 7], after_retries: "past_due" });
});
afterAll(() => shop.close());
beforeEach(() => {
  time = new Date(Math.floor(Date.now() / 1000) * 1000);
});

const now = () => time;

/** A customer with an owner; `proven`: the owner's address is. */
async function welcome(name: string, { proven = true } = {}) {
  const customer = await shop.welcome(name);
  const address = `${name.toLowerCase()}-owner-${newId()}@example.com`;
  const user = await shop.ctx.db.user.create({
    data: { email: address, ...(proven && { emailVerified: new Date() }) },
  });
  await shop.ctx.db.membership.create({ data: { userId: user.id, customerId: customer.id, role: "OWNER" } });
  const colleague = await shop.ctx.db.user.create({
    data: { email: `${newId()}@example.com`, emailVerified: new Date() },
  });
  await shop.ctx.db.membership.create({ data: { userId: colleague.id, customerId: customer.id, role: "MEMBER" } });
  const told = async () => {
    const mails = await shop.ctx.db.outgoingMail.findMany({ orderBy: { id: "asc" }, where: { recipient: address } });
    return mails.map(({ message }) => message);
  };
  return { ...customer, told };
}

async function subscribe(name: string, more: Parameters<typeof welcome>[1] = {}) {
  const customer = await welcome(name, more);
  const { providerCustomerId } = customer;
  const clock = await shop.stripe("POST", "/v1/test_helpers/test_clocks", {
    customer: providerCustomerId,
    frozen_time: time.getTime() / 1000,
  });
  const { id } = await shop.subscribe(providerCustomerId, [{ price: monthly, quantity: 2 }]);
  // Twice, as events repeat.
  const run = async () => {
    for (let again = 0; again < 2; again += 1) {
      expect(await fulfill({ ...shop.ctx, now }, { subject: subscriptionSubject(id), cause: "test" })).toMatchObject({
        kind: "done",
      });
    }
  };
  await run();
  return {
    ...customer,
    id,
    run,
    card: async (card: string) => {
      const method = await shop.stripe("POST", `/v1/payment_methods/${card}/attach`, { customer: providerCustomerId });
      await shop.stripe("POST", `/v1/subscriptions/${id}`, { default_payment_method: method.id });
      return method.id;
    },
    wait: async (days: number) => {
      time = addDays(time, days);
      const frozen_time = time.getTime() / 1000;
      await shop.stripe("POST", `/v1/test_helpers/test_clocks/${clock.id}/advance`, { frozen_time });
      await run();
    },
    purchaseUrl: await purchaseUrlOf(id),
  };
}

async function purchaseUrlOf(providerSubscriptionId: string): Promise<string> {
  const { id } = await shop.ctx.db.subscription.findFirstOrThrow({ where: { providerSubscriptionId } });
  return `http://localhost:3000/portal/purchases/${id}`;
}

describe("owners with a proven address are told once, however often fulfillment runs,", () => {
  it("that a renewal failed and until when it works, that it is suspended, and that it works again", async () => {
    const bought = await subscribe("Ada");
    const { purchaseUrl } = bought;
    await bought.card("pm_card_chargeCustomerFail");
    await bought.wait(32);
    const failing = { kind: "payment_failing", productNames: ["The studio"], purchaseUrl };
    expect(await bought.told()).toMatchObject([{ ...failing, graceEndsAt: expect.any(String) }]);
    await bought.wait(5);
    expect(await bought.told()).toHaveLength(1);
    await bought.wait(11);
    expect(await bought.told()).toMatchObject([failing, { kind: "license_suspended", cause: "overdue", purchaseUrl }]);
    const payment_method = await bought.card("pm_card_visa");
    const { latest_invoice: invoice } = await shop.stripe("GET", `/v1/subscriptions/${bought.id}`);
    await shop.stripe("POST", `/v1/invoices/${String(invoice)}/pay`, { payment_method });
    await bought.run();
    expect((await bought.told()).slice(2)).toMatchObject([{ kind: "license_restored", productNames: ["The studio"] }]);
  });

  it("that a subscription is paused, and again the next time", async () => {
    const bought = await subscribe("Bea");
    for (let round = 0; round < 2; round += 1) {
      time = addDays(time, 1);
      await shop.stripe("POST", `/v1/subscriptions/${bought.id}/pause`, { type: "subscription" });
      await bought.run();
      time = addDays(time, 1);
      await shop.stripe("POST", `/v1/subscriptions/${bought.id}/resume`, {});
      await bought.run();
    }
    const [paused, restored] = [{ kind: "license_suspended", cause: "paused" }, { kind: "license_restored" }];
    expect(await bought.told()).toMatchObject([paused, restored, paused, restored]);
  });

  it("that an operator revoked the license, and that it works again when that is taken back", async () => {
    const bought = await subscribe("Gus");
    const [license] = await shop.ctx.licensing.listLicenses(bought.licenseeId);
    const actor = { kind: "user", userId: newId(), email: null } as const;
    const deed = { licenseId: license?.id ?? "", reason: "Shared in public", actor };
    for (let again = 0; again < 2; again += 1) await holdLicense({ ...shop.ctx, now }, deed);
    await bought.run();
    const told = await bought.told();
    expect(told).toMatchObject([{ kind: "license_ended", cause: "revoked", productNames: ["The studio"] }]);
    expect(JSON.stringify(told)).not.toContain("public");
    await liftHold({ ...shop.ctx, now }, deed);
    await bought.run();
    expect((await bought.told()).slice(1)).toMatchObject([{ kind: "license_restored" }]);
  });

  it("that a subscription which was canceled is over", async () => {
    const bought = await subscribe("Cleo");
    await shop.stripe("DELETE", `/v1/subscriptions/${bought.id}`);
    await bought.run();
    expect(await bought.told()).toMatchObject([{ kind: "license_ended", cause: "canceled" }]);
  });
});

describe("nobody is told", () => {
  it("of another plan, or of other seats", async () => {
    const bought = await subscribe("Dora");
    const readMails = () => shop.ctx.db.outgoingMail.count({ where: { recipient: bought.email } });
    const before = await readMails();
    const found = await shop.stripe("GET", `/v1/subscriptions/${bought.id}`);
    const item = /"id":"(si_\w+)"/.exec(JSON.stringify(found))?.[1] ?? "";
    await shop.stripe("POST", `/v1/subscription_items/${item}`, { quantity: 5 });
    await bought.run();
    await shop.stripe("POST", `/v1/subscription_items/${item}`, { price: yearly });
    await bought.run();
    expect(await bought.told()).toEqual([]);
    expect(await readMails()).toBe(before);
  });

  it("at an address that nobody has proven", async () => {
    const bought = await subscribe("Emil", { proven: false });
    await shop.stripe("DELETE", `/v1/subscriptions/${bought.id}`);
    await bought.run();
    expect(await bought.told()).toEqual([]);
  });
});

describe("a purchase disputed before it was ever fulfilled", () => {
  it("is licensed suspended and its owner told; won, the same license works and is told to be ready", async () => {
    const customer = await welcome("Finn");
    const line_items = [{ price: plugin, quantity: 1 }];
    const orderId = await shop.buy({ customer: customer.providerCustomerId, line_items });
    const { payment_intent: paymentId } = await shop.stripe("GET", `/v1/checkout/sessions/${orderId}`);
    await shop.contest(String(paymentId));
    const subject = { provider: "STRIPE", kind: "payment", id: String(paymentId) } as const;
    for (let again = 0; again < 2; again += 1) await followSubject(shop.ctx, { subject, cause: "test" });
    const licenses = () => shop.ctx.licensing.listLicenses(customer.licenseeId);
    const [suspended, ...others] = await licenses();
    expect([suspended, ...others]).toMatchObject([{ state: "suspended", stateReason: "Its payment is disputed" }]);
    expect(await customer.told()).toMatchObject([{ kind: "license_suspended", cause: "disputed" }]);

    const [dispute] = await shop.ctx.db.dispute.findMany({ where: { customerId: customer.id } });
    await shop.control(`disputes/${dispute?.providerDisputeId}/win`);
    await fulfill(shop.ctx, { subject: orderSubject(orderId), cause: "test" });
    expect(await licenses()).toMatchObject([{ id: suspended?.id, state: "valid" }]);
    const ready = await shop.ctx.db.outgoingMail.findMany({ where: { recipient: customer.email } });
    expect(ready).toMatchObject([{ kind: "license_ready" }]);
    expect(await customer.told()).toHaveLength(1);
  });
});
