import { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/stripe/route";
import { parseEventSubject } from "@/lib/commerce/subject";
import { testWebhookSecret } from "@/lib/test-context";
import { openShop, type Shop } from "@/lib/test-shop";
import { sdkFor } from "@/sandbox/stripe/sandbox-for-test";
import { followSubject } from "./follow-subject";

let shop: Shop;
let stripe: Stripe;
let monthly: string;
let plugin: string;
beforeAll(async () => {
  shop = await openShop();
  stripe = sdkFor(shop.ctx.env.STRIPE_API_BASE);
  monthly = await shop.sell("studio", { access: "KEY" });
  plugin = await shop.sell("plugin", { kind: "PERPETUAL", access: "KEY" });
});
afterAll(() => shop.close());

/** Delivers everything that happened, signed, to the app's webhook route, and works until nothing waits. */
async function deliver(): Promise<void> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  for (const event of events.toReversed()) {
    const payload = JSON.stringify(event);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: testWebhookSecret });
    const headers = { "stripe-signature": signature };
    const request = new Request("http://localhost:3000/api/webhooks/stripe", {
      method: "POST",
      body: payload,
      headers,
    });
    expect((await POST(request)).status).toBe(200);
  }
  const waiting = await shop.ctx.db.inboxEvent.findMany({ where: { status: "WAITING" }, distinct: ["subject"] });
  for (const { subject: text } of waiting) {
    const subject = parseEventSubject(text ?? "");
    if (subject) await followSubject(shop.ctx, { subject, cause: "events" });
  }
}

async function post(path: string, fields: Record<string, string>): Promise<void> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${shop.ctx.env.STRIPE_API_BASE}${path}`, { method: "POST", body, redirect: "manual" });
  expect(answer.status).toBe(303);
}

async function checkout(
  name: string,
  mode: "payment" | "subscription",
  more: Stripe.Checkout.SessionCreateParams = {},
) {
  const customer = await shop.welcome(name);
  const session = await stripe.checkout.sessions.create({
    mode,
    customer: customer.providerCustomerId,
    line_items: [{ price: mode === "payment" ? plugin : monthly, quantity: 2 }],
    success_url: "http://localhost:3000/return",
    ...more,
  });
  return {
    ...customer,
    sessionId: session.id,
    pay: (fields: Record<string, string>) => post(`/c/pay/${session.id}`, { email: customer.email, ...fields }),
    payment: async () => {
      const { payment_intent: payment } = await stripe.checkout.sessions.retrieve(session.id);
      return typeof payment === "string" ? payment : "";
    },
    subscription: async () => {
      const { subscription } = await stripe.checkout.sessions.retrieve(session.id);
      return typeof subscription === "string" ? subscription : "";
    },
    licenses: async () => {
      const licenses = await shop.ctx.licensing.listLicenses(customer.licenseeId);
      return licenses.map(({ state, qty }) => `${state} ${qty}`);
    },
  };
}

const card = { method: "card", number: "4242 4242 4242 4242", expiry: "12 / 40", cvc: "123", name: "Ada" };
const debit = { method: "bank", account: "AT321904300235473204" };

async function couponOf(terms: Stripe.CouponCreateParams) {
  const { id } = await stripe.coupons.create(terms);
  return { discounts: [{ coupon: id }] };
}

describe("a coupon for everything", () => {
  it("on a one-time purchase is a purchase all the same: nothing to pay, a license, and no payment", async () => {
    const bought = await checkout("Ada", "payment", await couponOf({ percent_off: 100 }));
    await bought.pay({});
    await deliver();
    expect(await bought.licenses()).toEqual(["valid 2"]);
    const order = await shop.ctx.db.order.findFirstOrThrow({ where: { providerOrderId: bought.sessionId } });
    expect(order).toMatchObject({ status: "paid", totalMinor: 0n, paymentId: null });
  });

  it("on a subscription keeps it licensed at every renewal of nothing, until it is canceled", async () => {
    const bought = await checkout("Bea", "subscription", await couponOf({ percent_off: 100, duration: "forever" }));
    await bought.pay(card);
    await deliver();
    expect(await bought.licenses()).toEqual(["valid 2"]);
    await shop.control(`subscriptions/${await bought.subscription()}/advance`);
    await deliver();
    expect(await bought.licenses()).toEqual(["valid 2"]);
    await stripe.subscriptions.cancel(await bought.subscription());
    await deliver();
    expect(await bought.licenses()).toEqual(["revoked 2"]);
  });
});

describe("a coupon for a part", () => {
  it("makes what was paid less: paying that back in full ends the license, though it is less than the price", async () => {
    const bought = await checkout("Cleo", "payment", await couponOf({ percent_off: 25 }));
    await bought.pay(card);
    await deliver();
    expect(await bought.licenses()).toEqual(["valid 2"]);
    await stripe.refunds.create({ payment_intent: await bought.payment(), amount: 1800 });
    await deliver();
    expect(await bought.licenses()).toEqual(["revoked 2"]);
  });
});

describe("a bank debit", () => {
  it("of a one-time purchase gives no license before the bank has paid, and one then", async () => {
    const bought = await checkout("Dora", "payment");
    await bought.pay(debit);
    await deliver();
    expect(await bought.licenses()).toEqual([]);
    expect(await shop.ctx.db.order.findFirstOrThrow({ where: { providerOrderId: bought.sessionId } })).toMatchObject({
      status: "pending",
    });
    await shop.control(`payments/${await bought.payment()}/succeed`);
    await deliver();
    expect(await bought.licenses()).toEqual(["valid 2"]);
  });

  it("that the bank refuses never gives one", async () => {
    const bought = await checkout("Emil", "payment");
    await bought.pay(debit);
    await deliver();
    await shop.control(`payments/${await bought.payment()}/fail`);
    await deliver();
    expect(await bought.licenses()).toEqual([]);
    expect(await shop.ctx.db.order.findFirstOrThrow({ where: { providerOrderId: bought.sessionId } })).toMatchObject({
      status: "failed",
    });
  });

  it("of a subscription is trusted as the provider trusts it; refused, the grace period begins", async () => {
    const bought = await checkout("Finn", "subscription");
    await bought.pay(debit);
    await deliver();
    expect(await bought.licenses()).toEqual(["valid 2"]);
    const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(await bought.subscription(), {
      expand: ["latest_invoice.payments"],
    });
    const payment = typeof invoice === "object" ? invoice?.payments?.data[0]?.payment.payment_intent : null;
    await shop.control(`payments/${String(payment)}/fail`);
    await deliver();
    expect(await bought.licenses()).toEqual(["valid 2"]);
    const providerSubscriptionId = await bought.subscription();
    expect(await shop.ctx.db.subscription.findFirstOrThrow({ where: { providerSubscriptionId } })).toMatchObject({
      status: "past_due",
    });
    const recheck = `recheck:stripe:subscription:${providerSubscriptionId}`;
    expect(await shop.ctx.db.$queryRaw`SELECT key FROM graphile_worker.jobs WHERE key = ${recheck}`).toHaveLength(1);
  });
});
