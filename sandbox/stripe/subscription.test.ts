import type { Stripe } from "stripe";
import { afterAll, describe, expect, test } from "vitest";
import { createPayingCustomer, createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const price = await createPrice(stripe);

async function subscribe(card = "pm_card_visa", extra: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const customer = await createPayingCustomer(stripe, card);
  return stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id, quantity: 3 }], ...extra });
}

const lastOf = async (type: Stripe.Event["type"]) =>
  (await listEvents(stripe)).findLast((event) => event.type === type);
const periodOf = (subscription: Stripe.Subscription) => subscription.items.data[0];

describe("changes", () => {
  test("a new quantity is the item's quantity, and the event carries the old one under items", async () => {
    const subscription = await subscribe();
    const item = periodOf(subscription);
    const changed = await stripe.subscriptions.update(subscription.id, { items: [{ id: item?.id, quantity: 7 }] });
    expect(periodOf(changed)?.quantity).toBe(7);
    const event = await lastOf("customer.subscription.updated");
    expect(event?.data.previous_attributes).toMatchObject({ items: { data: [{ id: item?.id, quantity: 3 }] } });
    const { data } = await stripe.invoiceItems.list({ customer: String(subscription.customer), pending: true });
    expect(data.map(({ amount }) => amount)).toEqual([34300, -14700]);
  });

  test("metadata alone is announced alone", async () => {
    const subscription = await subscribe();
    await stripe.subscriptions.update(subscription.id, { metadata: { licensee_id: "lic-1" } });
    const event = await lastOf("customer.subscription.updated");
    expect(event?.data.previous_attributes).toEqual({ metadata: { licensee_id: null } });
  });

  test("a change billed at once is paid at once", async () => {
    const subscription = await subscribe();
    const other = await createPrice(stripe, { unitAmount: 9900 });
    const items = [{ id: periodOf(subscription)?.id, price: other.id }];
    const changed = await stripe.subscriptions.update(subscription.id, {
      items,
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    expect(changed).toMatchObject({
      latest_invoice: { status: "paid", billing_reason: "subscription_update", total: 3 * (9900 - 4900) },
    });
  });

  test("items are read one by one, and the list of subscriptions leaves canceled ones out", async () => {
    const subscription = await subscribe();
    const { data } = await stripe.subscriptionItems.list({ subscription: subscription.id });
    expect(data).toMatchObject([{ quantity: 3, price: { id: price.id } }]);
    await stripe.subscriptions.cancel(subscription.id);
    const customer = String(subscription.customer);
    expect((await stripe.subscriptions.list({ customer })).data).toEqual([]);
    expect((await stripe.subscriptions.list({ customer, status: "all" })).data).toHaveLength(1);
  });
});

describe("endings", () => {
  test("canceled now is over now", async () => {
    const { id } = await subscribe();
    const ended = await stripe.subscriptions.cancel(id);
    expect(ended).toMatchObject({ status: "canceled", cancellation_details: { reason: "cancellation_requested" } });
    expect(ended.ended_at).not.toBeNull();
    expect((await lastOf("customer.subscription.deleted"))?.data.object).toMatchObject({ id, status: "canceled" });
  });

  test("canceled at the period's end it stays active, and the withdrawal takes it all back", async () => {
    const { id } = await subscribe();
    const leaving = await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect(leaving).toMatchObject({ status: "active", cancel_at: periodOf(leaving)?.current_period_end });
    const staying = await stripe.subscriptions.update(id, { cancel_at_period_end: false });
    expect(staying).toMatchObject({
      status: "active",
      cancel_at: null,
      canceled_at: null,
      cancel_at_period_end: false,
    });
  });

  test("the control action brings a canceled subscription to its end", async () => {
    const { id } = await subscribe();
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    await sandbox.control(`subscriptions/${id}/advance`);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
    await expect(sandbox.control(`subscriptions/${id}/advance`)).rejects.toThrow(": 400 ");
    await expect(sandbox.control("subscriptions/sub_none/advance")).rejects.toThrow(": 404 ");
  });

  test("the control action renews any other, from today, and bills it", async () => {
    const { id } = await subscribe();
    await sandbox.control(`subscriptions/${id}/advance`);
    const renewed = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    expect(renewed).toMatchObject({
      status: "active",
      latest_invoice: { billing_reason: "subscription_cycle", status: "paid" },
    });
    const now = Math.floor(sandbox.clock.nowMs() / 1000);
    expect(periodOf(renewed)?.current_period_start).toBe(now);
    expect(periodOf(renewed)?.current_period_end).toBeGreaterThan(now + 27 * 86_400);
  });

  test("deleting the customer ends the subscription", async () => {
    const { id, customer } = await subscribe();
    await stripe.customers.del(String(customer));
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
  });
});

describe("payments that fail", () => {
  test("a first payment that is declined leaves the subscription incomplete, and paying later wakes it", async () => {
    const { id } = await subscribe("pm_card_chargeCustomerFail", { expand: ["latest_invoice"] });
    const begun = await stripe.subscriptions.retrieve(id);
    expect(begun.status).toBe("incomplete");
    await stripe.invoices.pay(String(begun.latest_invoice), { payment_method: "pm_card_visa" });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");
  });

  test("error_if_incomplete leaves nothing behind", async () => {
    const customer = await createPayingCustomer(stripe, "pm_card_chargeCustomerFail");
    const terms = {
      customer: customer.id,
      items: [{ price: price.id }],
      payment_behavior: "error_if_incomplete" as const,
    };
    await expect(stripe.subscriptions.create(terms)).rejects.toMatchObject({ statusCode: 402 });
    expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toEqual([]);
    expect((await stripe.invoices.list({ customer: customer.id })).data).toEqual([]);
  });

  test("a renewal that is declined makes the subscription past due", async () => {
    const { id, customer } = await subscribe();
    const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: String(customer) });
    await stripe.subscriptions.update(id, { default_payment_method: failing.id });
    await sandbox.control(`subscriptions/${id}/advance`);
    const late = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
    expect(late).toMatchObject({ status: "past_due", latest_invoice: { status: "open", attempted: true } });
    expect((await lastOf("invoice.payment_failed"))?.data.object).toMatchObject({ customer });
  });
});

describe("time", () => {
  test("periods end by the clock: renewals keep the day of the month, and a cancellation at the end comes true", async () => {
    const own = await startTestStripe();
    const monthly = await createPrice(own.stripe);
    const customer = await createPayingCustomer(own.stripe);
    const { id } = await own.stripe.subscriptions.create({ customer: customer.id, items: [{ price: monthly.id }] });
    own.clock.advance(64 * 86_400_000);
    const renewed = await own.stripe.subscriptions.retrieve(id);
    expect(renewed.status).toBe("active");
    expect((await own.stripe.invoices.list({ subscription: id })).data).toHaveLength(3);
    await own.stripe.subscriptions.update(id, { cancel_at_period_end: true });
    own.clock.advance(32 * 86_400_000);
    expect((await own.stripe.subscriptions.retrieve(id)).status).toBe("canceled");
    await own.stop();
  });

  test("a first payment that never comes lets the subscription lapse after 23 hours", async () => {
    const own = await startTestStripe();
    const monthly = await createPrice(own.stripe);
    const customer = await createPayingCustomer(own.stripe, "pm_card_chargeCustomerFail");
    const { id } = await own.stripe.subscriptions.create({ customer: customer.id, items: [{ price: monthly.id }] });
    own.clock.advance(23 * 3_600_000 + 2000);
    expect(await own.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
      status: "incomplete_expired",
      latest_invoice: { status: "void" },
    });
    await own.stop();
  });
});
