import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createPayingCustomer, createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const small = await createPrice(stripe, { unitAmount: 3000 });
const large = await createPrice(stripe, { unitAmount: 9000 });

async function subscribe() {
  const customer = await createPayingCustomer(stripe);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: small.id, quantity: 2 }],
  });
  const item = subscription.items.data[0]?.id ?? "";
  return { customer: customer.id, id: subscription.id, item };
}

/** From now on the customer's card fails. */
async function breakCard(customer: string, subscription: string, card = "pm_card_chargeCustomerFail") {
  const { id } = await stripe.paymentMethods.attach(card, { customer });
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  await stripe.subscriptions.update(subscription, { default_payment_method: id });
}

describe("a preview", () => {
  test("shows what a change costs now, and nothing happens", async () => {
    const { id, item } = await subscribe();
    const before = (await listEvents(stripe)).length;
    const preview = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { items: [{ id: item, price: large.id }], proration_behavior: "always_invoice" },
    });
    expect(preview).toMatchObject({ status: "draft", total: 12000, billing_reason: "subscription_update" });
    expect(preview.id).toMatch(/^upcoming_in_/);
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-6000, 18000]);
    const next = await stripe.invoices.createPreview({
      subscription: id,
      subscription_details: { items: [{ id: item, quantity: 3 }] },
    });
    expect(next.lines.data.map(({ amount }) => amount)).toEqual([-6000, 9000, 9000]);
    const later = await stripe.invoices.createPreview({
      subscription: id,
      preview_mode: "recurring",
      subscription_details: { items: [{ id: item, price: large.id }] },
    });
    expect(later.total).toBe(18000);
    expect((await stripe.subscriptions.retrieve(id)).items.data[0]).toMatchObject({
      quantity: 2,
      price: { id: small.id },
    });
    expect((await listEvents(stripe)).length).toBe(before);
  });

  test("of a new subscription, and of one that ends", async () => {
    const { customer, id } = await subscribe();
    const items = [{ price: large.id, quantity: 4 }];
    const first = await stripe.invoices.createPreview({ customer, subscription_details: { items } });
    expect(first).toMatchObject({ total: 36000, billing_reason: "subscription_create" });
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
    const none = stripe.invoices.createPreview({ subscription: id });
    await expect(none).rejects.toMatchObject({ statusCode: 404, code: "invoice_upcoming_none" });
  });
});

describe("items", () => {
  test("are added and removed beside each other; the last one stays", async () => {
    const { id, item } = await subscribe();
    const added = await stripe.subscriptionItems.create({ subscription: id, price: large.id, quantity: 1 });
    expect((await stripe.subscriptions.retrieve(id)).items.data.map((each) => each.id)).toEqual([item, added.id]);
    await stripe.subscriptionItems.del(item);
    expect((await stripe.subscriptions.retrieve(id)).items.data.map((each) => each.id)).toEqual([added.id]);
    await expect(stripe.subscriptionItems.del(added.id)).rejects.toMatchObject({ statusCode: 400 });
  });
});

test("what a smaller plan gives back is credit, which the next invoice uses up first", async () => {
  const { customer, id, item } = await subscribe();
  const smaller = { items: [{ id: item, quantity: 1 }], proration_behavior: "always_invoice" as const };
  const preview = await stripe.invoices.createPreview({ subscription: id, subscription_details: smaller });
  expect(preview).toMatchObject({ total: -3000, amount_due: 0, starting_balance: 0 });
  await stripe.subscriptions.update(id, smaller);
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: -3000 });
  const next = await stripe.invoices.createPreview({ subscription: id });
  expect(next).toMatchObject({ total: 3000, amount_due: 0, starting_balance: -3000 });
  await sandbox.control(`subscriptions/${id}/advance`);
  const renewed = await stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
  expect(renewed).toMatchObject({
    latest_invoice: { total: 3000, amount_paid: 0, starting_balance: -3000, ending_balance: 0, status: "paid" },
  });
  expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
});

describe("a change that cannot be paid", () => {
  const upgrade = (item: string, payment_behavior: "error_if_incomplete" | "pending_if_incomplete") => ({
    items: [{ id: item, quantity: 9 }],
    proration_behavior: "always_invoice" as const,
    payment_behavior,
  });

  test("is refused as a whole where it must not stay incomplete", async () => {
    const { customer, id, item } = await subscribe();
    await breakCard(customer, id);
    const refused = stripe.subscriptions.update(id, upgrade(item, "error_if_incomplete"));
    await expect(refused).rejects.toMatchObject({ statusCode: 402, code: "card_declined" });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      status: "active",
      items: { data: [{ quantity: 2 }] },
    });
  });

  test("waits as a pending update, and comes true when its invoice is paid", async () => {
    const { customer, id, item } = await subscribe();
    await breakCard(customer, id);
    const waiting = await stripe.subscriptions.update(id, upgrade(item, "pending_if_incomplete"));
    expect(waiting).toMatchObject({
      status: "active",
      items: { data: [{ quantity: 2 }] },
      pending_update: { subscription_items: [{ quantity: 9 }] },
    });
    await stripe.invoices.pay(String(waiting.latest_invoice), { payment_method: "pm_card_visa" });
    const done = await stripe.subscriptions.retrieve(id);
    expect(done).toMatchObject({ pending_update: null, items: { data: [{ quantity: 9 }] } });
  });

  test("can be confirmed on the page of its invoice, where the payer is asked", async () => {
    const { customer, id, item } = await subscribe();
    await breakCard(customer, id, "pm_card_authenticationRequired");
    const refused = stripe.subscriptions.update(id, upgrade(item, "error_if_incomplete"));
    await expect(refused).rejects.toMatchObject({ statusCode: 402, code: "authentication_required" });
    const waiting = await stripe.subscriptions.update(id, {
      ...upgrade(item, "pending_if_incomplete"),
      expand: ["latest_invoice"],
    });
    const { hosted_invoice_url: url } = z.object({ hosted_invoice_url: z.string() }).parse(waiting.latest_invoice);
    expect(await (await fetch(url)).text()).toContain("Pay $210.00");
    await fetch(`${url}/pay`, { method: "POST", headers: { origin: sandbox.origin } });
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({
      pending_update: null,
      items: { data: [{ quantity: 9 }] },
    });
  });

  test("lapses after 23 hours, and with it its invoice", async () => {
    const { customer, id, item } = await subscribe();
    await breakCard(customer, id);
    const { latest_invoice } = await stripe.subscriptions.update(id, upgrade(item, "pending_if_incomplete"));
    sandbox.clock.advance(23 * 3_600_000 + 1000);
    const after = await stripe.subscriptions.retrieve(id);
    expect(after).toMatchObject({ status: "active", pending_update: null, items: { data: [{ quantity: 2 }] } });
    expect((await stripe.invoices.retrieve(String(latest_invoice))).status).toBe("void");
  });
});
