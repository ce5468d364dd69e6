import { afterAll, describe, expect, test } from "vitest";
import { openShopWindow } from "./checkout-for-test";
import { buyer, goodCard, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const { monthly, openSubscription, openPayment, typesSince } = await openShopWindow(stripe);

describe("a subscription is bought", () => {
  test("paying makes customer, subscription, paid invoice and the events Stripe sends, in its order", async () => {
    const known = (await listEvents(stripe)).length;
    const session = await openSubscription({ client_reference_id: "lic-1" });
    expect(session).toMatchObject({ status: "open", payment_status: "unpaid", amount_total: 24500, customer: null });
    const answer = await sandbox.post(`/c/pay/${session.id}`, buyer);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`http://localhost:3000/return?session_id=${session.id}`);
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["customer", "line_items", "subscription.latest_invoice", "subscription.default_payment_method"],
    });
    expect(paid).toMatchObject({
      status: "complete",
      payment_status: "paid",
      client_reference_id: "lic-1",
      url: null,
      customer: { email: "maria@example.com", name: "Maria Buyer" },
      customer_details: { email: "maria@example.com", name: "Maria Buyer" },
      line_items: { data: [{ quantity: 5, amount_total: 24500 }] },
      subscription: {
        status: "active",
        metadata: { licensee_id: "lic-1" },
        items: { data: [{ quantity: 5, price: { id: monthly.id } }] },
        latest_invoice: { status: "paid", amount_paid: 24500, billing_reason: "subscription_create" },
        default_payment_method: { card: { last4: "4242" } },
      },
    });
    expect(await typesSince(known)).toEqual([
      "customer.created",
      "payment_method.attached",
      "invoice.created",
      "customer.subscription.created",
      "payment_intent.created",
      "invoice.finalized",
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice.updated",
      "invoice.paid",
      "invoice.payment_succeeded",
      "invoice_payment.paid",
      "customer.subscription.updated",
      "checkout.session.completed",
    ]);
  });

  test("the subscription begins incomplete, and its update says so", async () => {
    const events = await listEvents(stripe);
    const updated = events.findLast(({ type }) => type === "customer.subscription.updated");
    expect(updated?.data.previous_attributes).toEqual({ status: "incomplete" });
    const created = events.findLast(({ type }) => type === "customer.subscription.created");
    expect(created?.data.object).toMatchObject({ status: "incomplete", latest_invoice: expect.stringMatching(/^in_/) });
  });

  test("the payment leads from the intent to the invoice", async () => {
    const session = await openSubscription();
    await sandbox.post(`/c/pay/${session.id}`, buyer);
    const { invoice } = await stripe.checkout.sessions.retrieve(session.id);
    const { data } = await stripe.invoicePayments.list({
      invoice: String(invoice),
      expand: ["data.payment.payment_intent"],
    });
    expect(data).toMatchObject([
      { status: "paid", payment: { payment_intent: { status: "succeeded", amount: 24500 } } },
    ]);
  });

  test("submitting twice at once, and again later, buys once", async () => {
    const session = await openSubscription();
    const answers = await Promise.all([1, 2, 3].map(() => sandbox.post(`/c/pay/${session.id}`, buyer)));
    answers.push(await sandbox.post(`/c/pay/${session.id}`, buyer));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    const { customer } = await stripe.checkout.sessions.retrieve(session.id);
    expect((await stripe.subscriptions.list({ customer: String(customer) })).data).toHaveLength(1);
  });

  test("a trial needs no payment now", async () => {
    const session = await openSubscription({ subscription_data: { trial_period_days: 14 } });
    expect(session).toMatchObject({ amount_total: 0, payment_status: "no_payment_required" });
    await sandbox.post(`/c/pay/${session.id}`, buyer);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(paid).toMatchObject({ payment_status: "no_payment_required", subscription: { status: "trialing" } });
  });
});

test("a trial saves a card that can't be charged later, and refuses one that can't be saved", async () => {
  const subscription_data = { trial_period_days: 14 };
  const saved = await openSubscription({ subscription_data });
  expect((await sandbox.post(`/c/pay/${saved.id}`, { ...buyer, number: "4000000000000341" })).status).toBe(303);
  const refused = await openSubscription({ subscription_data });
  expect((await sandbox.post(`/c/pay/${refused.id}`, { ...buyer, number: "4000000000000002" })).status).toBe(402);
});

test.each(["cancel", "pause"] as const)(
  "a trial without a card that is to %s at its end does",
  async (missing_payment_method) => {
    const { id } = await openSubscription({
      payment_method_collection: "if_required",
      subscription_data: { trial_period_days: 14, trial_settings: { end_behavior: { missing_payment_method } } },
    });
    expect((await sandbox.post(`/c/pay/${id}`, { email: "maria@example.com" })).status).toBe(303);
    const { subscription } = await stripe.checkout.sessions.retrieve(id);
    await sandbox.control(`subscriptions/${String(subscription)}/advance`);
    const { status } = await stripe.subscriptions.retrieve(String(subscription));
    expect(status).toBe(missing_payment_method === "pause" ? "paused" : "canceled");
  },
);

describe("a one-time order is bought", () => {
  test("with the customer and the metadata it was opened with", async () => {
    const customer = await stripe.customers.create({ email: "known@example.com" });
    const metadata = { licensee_id: "lic-2" };
    const session = await openPayment({ customer: customer.id, metadata, payment_intent_data: { metadata } });
    await sandbox.post(`/c/pay/${session.id}`, goodCard);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent.latest_charge"] });
    expect(paid).toMatchObject({
      payment_status: "paid",
      customer: customer.id,
      subscription: null,
      payment_intent: { amount: 39800, metadata, latest_charge: { paid: true, customer: customer.id } },
    });
  });

  test("with an invoice of its own where the session asks for one", async () => {
    const session = await openPayment({
      invoice_creation: { enabled: true, invoice_data: { metadata: { order: "7" } } },
    });
    await sandbox.post(`/c/pay/${session.id}`, buyer);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["invoice"] });
    expect(paid).toMatchObject({
      payment_intent: expect.stringMatching(/^pi_/),
      invoice: { status: "paid", total: 39800, metadata: { order: "7" }, customer: paid.customer },
    });
  });

  test("as a guest, unless a customer is asked for", async () => {
    const guest = await openPayment();
    const named = await openPayment({ customer_creation: "always" });
    for (const { id } of [guest, named]) await sandbox.post(`/c/pay/${id}`, buyer);
    expect((await stripe.checkout.sessions.retrieve(guest.id)).customer).toBeNull();
    expect((await stripe.checkout.sessions.retrieve(named.id)).customer).toMatch(/^cus_/);
  });
});

test("a session that nobody pays expires by itself after a day", async () => {
  const own = await startTestStripe();
  const { id } = await (await openShopWindow(own.stripe)).openSubscription();
  own.clock.advance(86_400_000 + 2000);
  expect((await own.stripe.checkout.sessions.retrieve(id)).status).toBe("expired");
  expect((await listEvents(own.stripe)).at(-1)?.type).toBe("checkout.session.expired");
  await own.stop();
});
