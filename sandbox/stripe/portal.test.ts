import { afterAll, expect, test } from "vitest";
import { createPayingCustomer, createPrice, goodCard, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const price = await createPrice(stripe);

async function visit() {
  const customer = await createPayingCustomer(stripe);
  const items = [{ price: price.id, quantity: 5 }];
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items });
  const session = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: "http://localhost:3000/portal",
  });
  const base = new URL(session.url).pathname;
  return { base, subscription, customer, own: `${base}/subscriptions/${subscription.id}` };
}

const page = async (path: string) => (await sandbox.get(path)).text();

test("shows plan, price, seats, status, card, invoices and the way back", async () => {
  const { base } = await visit();
  const shown = await page(base);
  for (const part of ["Drawing Studio", "$245.00", "5 seats", "Active", "4242", "The next payment is due on", "Paid"]) {
    expect(shown).toContain(part);
  }
  expect(shown).toContain('href="http://localhost:3000/portal"');
});

test("cancels at the period's end after asking, says until when, and takes it back", async () => {
  const { base, own, subscription } = await visit();
  expect(await page(`${own}/cancel`)).toContain("Cancel now");
  expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false);
  await sandbox.post(`${own}/cancel`, { when: "period_end" });
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    status: "active",
    cancel_at_period_end: true,
  });
  expect(await page(base)).toContain("It stays in use until then.");
  await sandbox.post(`${own}/resume`, {});
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ cancel_at_period_end: false });
});

test("cancels now", async () => {
  const { own, subscription } = await visit();
  expect((await sandbox.post(`${own}/cancel`, { when: "now" })).status).toBe(303);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
});

test("cannot touch another customer's subscription", async () => {
  const [mine, theirs] = [await visit(), await visit()];
  await sandbox.post(`${mine.base}/subscriptions/${theirs.subscription.id}/cancel`, { when: "now" });
  expect((await stripe.subscriptions.retrieve(theirs.subscription.id)).status).toBe("active");
});

test("replaces the card, and what was owed is paid with it", async () => {
  const { base, subscription, customer } = await visit();
  const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await stripe.subscriptions.update(subscription.id, { default_payment_method: failing.id });
  await sandbox.control(`subscriptions/${subscription.id}/advance`);
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
  const refused = await sandbox.post(`${base}/payment-method`, { ...goodCard, number: "4000000000000002" });
  expect(refused.status).toBe(402);
  expect(await refused.text()).toContain("Your card was declined.");
  await sandbox.post(`${base}/payment-method`, { ...goodCard, number: "5555 5555 5555 4444" });
  const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["default_payment_method"] });
  expect(after).toMatchObject({ status: "active", default_payment_method: { card: { last4: "4444" } } });
});

test("a configuration without cancellation offers none and allows none", async () => {
  const { subscription, customer } = await visit();
  const configuration = await stripe.billingPortal.configurations.create({
    features: { subscription_cancel: { enabled: false }, invoice_history: { enabled: true } },
  });
  const session = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    configuration: configuration.id,
  });
  const base = new URL(session.url).pathname;
  expect(await page(base)).not.toContain("Cancel subscription");
  await sandbox.post(`${base}/subscriptions/${subscription.id}/cancel`, { when: "now" });
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
});

test("the control page lists what there is and takes no post from another site", async () => {
  const { subscription } = await visit();
  expect(await page("/")).toContain(subscription.id);
  const path = `/control/subscriptions/${subscription.id}/cancel`;
  expect((await sandbox.post(path, {}, { origin: "https://evil.example" })).status).toBe(403);
  expect((await sandbox.post(path, {}, { origin: sandbox.origin })).headers.get("location")).toBe("/");
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
});

test("a visit may begin where it leads: at the card, or at the end of a subscription of one's own", async () => {
  const price = await createPrice(sandbox.stripe);
  const customer = await createPayingCustomer(sandbox.stripe);
  const { id } = await sandbox.stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const { sessions } = sandbox.stripe.billingPortal;
  const card = await sessions.create({ customer: customer.id, flow_data: { type: "payment_method_update" } });
  expect(await (await fetch(card.url)).text()).toContain("Update card");
  const flow_data = { type: "subscription_cancel" as const, subscription_cancel: { subscription: id } };
  const ending = await sessions.create({ customer: customer.id, flow_data });
  expect(await (await fetch(ending.url)).text()).toContain("Cancel Drawing Studio?");
  const other = await createPayingCustomer(sandbox.stripe);
  await expect(sessions.create({ customer: other.id, flow_data })).rejects.toMatchObject({ statusCode: 400 });
});

test("who came for a new card only is sent back when it is saved", async () => {
  const { customer } = await visit();
  const returnTo = "http://localhost:3000/portal/purchases";
  const { url } = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: returnTo,
    flow_data: {
      type: "payment_method_update",
      after_completion: { type: "redirect", redirect: { return_url: returnTo } },
    },
  });
  const path = new URL(url).pathname;
  expect((await sandbox.get(path)).headers.get("content-security-policy")).toContain(
    "form-action 'self' http://localhost:3000",
  );
  const saved = await sandbox.post(path, goodCard);
  expect([saved.status, saved.headers.get("location")]).toEqual([303, returnTo]);
});
