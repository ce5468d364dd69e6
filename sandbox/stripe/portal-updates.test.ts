import type { Stripe } from "stripe";
import { afterAll, expect, test } from "vitest";
import { createPayingCustomer, createPrice, startTestStripe } from "./sandbox-for-test";

type Update = Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionUpdate;
type Flow = Stripe.BillingPortal.SessionCreateParams.FlowData;

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const small = await createPrice(stripe, { unitAmount: 3000 });
const large = await createPrice(stripe, { unitAmount: 9000 });

const listed = (price: Stripe.Price) => ({
  product: String(price.product),
  prices: [price.id],
  adjustable_quantity: { enabled: true, minimum: 1, maximum: 20 },
});

function configure(update: Partial<Update> = {}) {
  return stripe.billingPortal.configurations.create({
    features: {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity"],
        products: [listed(small), listed(large)],
        proration_behavior: "always_invoice",
        ...update,
      },
    },
  });
}

type Visit = { update?: Partial<Update>; card?: string; trialDays?: number };

async function visit({ update, card, trialDays }: Visit = {}) {
  const configuration = await configure(update);
  const customer = await createPayingCustomer(stripe, card);
  const items = [{ price: small.id, quantity: 2 }];
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items,
    ...(trialDays ? { trial_period_days: trialDays } : {}),
  });
  const open = (flow_data?: Flow) =>
    stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
      ...(flow_data ? { flow_data } : {}),
    });
  const base = new URL((await open()).url).pathname;
  const read = () => stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
  return { id, base, own: `${base}/subscriptions/${id}`, open, read, customer };
}

const page = async (path: string) => (await sandbox.get(path)).text();
const confirmPage = (own: string, price: string, quantity: number) =>
  page(`${own}/update/confirm?price=${price}&quantity=${quantity}`);

test("a configuration keeps what it was told, and what an update does not name", async () => {
  const made = await configure({ schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] } });
  expect(made.features.subscription_update).toMatchObject({
    enabled: true,
    default_allowed_updates: ["price", "quantity"],
    products: [{ product: small.product, prices: [small.id], adjustable_quantity: { minimum: 1, maximum: 20 } }, {}],
    schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] },
  });
  const features = { subscription_cancel: { enabled: true } };
  const changed = await stripe.billingPortal.configurations.update(made.id, { features });
  expect(changed.features.subscription_update).toEqual(made.features.subscription_update);
  expect(changed.features.subscription_cancel.enabled).toBe(true);
});

test("a configuration without products, with too many, or with another product's price is refused", async () => {
  await expect(configure({ products: [] })).rejects.toMatchObject({ code: "parameter_missing" });
  await expect(configure({ products: [{ ...listed(small), prices: [large.id] }] })).rejects.toMatchObject({
    param: "features[subscription_update][products][0][prices][0]",
  });
  const eleven = Array.from({ length: 11 }, () => listed(small));
  await expect(configure({ products: eleven })).rejects.toMatchObject({ statusCode: 400 });
});

test("plan and seats change at once, for what the page before said", async () => {
  const { base, own, read } = await visit();
  expect(await page(base)).toContain("Update subscription");
  expect(await page(`${own}/update`)).toContain("Current plan");
  const asked = await confirmPage(own, large.id, 3);
  expect(asked).toContain("Drawing Studio, 3 seats, $270.00 per month");
  expect(asked).toContain("$210.00");
  expect((await read()).items.data).toMatchObject([{ quantity: 2 }]);
  const answer = await sandbox.post(`${own}/update`, { price: large.id, quantity: "3" });
  expect(answer.headers.get("location")).toBe(base);
  expect(await read()).toMatchObject({
    items: { data: [{ quantity: 3, price: { id: large.id } }] },
    latest_invoice: { total: 21_000, status: "paid" },
  });
});

test("fewer seats with prorations are taken off the next invoice", async () => {
  const { own, read } = await visit({ update: { proration_behavior: "create_prorations" } });
  const asked = await confirmPage(own, small.id, 1);
  expect(asked).toContain("Taken off");
  expect(asked).toContain("$30.00");
  const { latest_invoice: before } = await read();
  await sandbox.post(`${own}/update`, { price: small.id, quantity: "1" });
  const after = await read();
  expect(after.items.data).toMatchObject([{ quantity: 1 }]);
  expect(after.latest_invoice).toEqual(before);
});

test("a smaller amount waits for the period's end where the configuration says so, and can be taken back", async () => {
  const schedule_at_period_end = { conditions: [{ type: "decreasing_item_amount" as const }] };
  const { base, own, read, id } = await visit({ update: { schedule_at_period_end } });
  expect(await confirmPage(own, small.id, 1)).toContain("$0.00");
  await sandbox.post(`${own}/update`, { price: small.id, quantity: "1" });
  expect((await read()).items.data).toMatchObject([{ quantity: 2 }]);
  expect(await page(base)).toContain("Drawing Studio, 1 seat, $30.00 per month");
  expect(await page(base)).not.toContain("Update subscription");
  await sandbox.post(`${own}/keep-plan`, {});
  expect((await read()).schedule).toBeNull();

  await sandbox.post(`${own}/update`, { price: small.id, quantity: "1" });
  await sandbox.control(`subscriptions/${id}/advance`);
  expect(await read()).toMatchObject({ items: { data: [{ quantity: 1 }] }, latest_invoice: { total: 3000 } });
  await sandbox.post(`${own}/update`, { price: small.id, quantity: "4" });
  expect(await read()).toMatchObject({ items: { data: [{ quantity: 4 }] }, schedule: null });
});

test("more is charged at once all the same", async () => {
  const schedule_at_period_end = { conditions: [{ type: "decreasing_item_amount" as const }] };
  const { own, read } = await visit({ update: { schedule_at_period_end } });
  await sandbox.post(`${own}/update`, { price: small.id, quantity: "5" });
  expect(await read()).toMatchObject({ items: { data: [{ quantity: 5 }] }, latest_invoice: { total: 9000 } });
});

test("a card that is declined changes nothing and the page says why", async () => {
  const { own, read, customer } = await visit();
  const failing = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: failing.id } });
  const before = await read();
  const answer = await sandbox.post(`${own}/update`, { price: large.id, quantity: "2" });
  expect(answer.status).toBe(402);
  expect(await answer.text()).toContain("Your card was declined.");
  expect(await read()).toEqual(before);
});

test("a trial ends with the change, or goes on, as the configuration says", async () => {
  const ending = await visit({ trialDays: 10 });
  await sandbox.post(`${ending.own}/update`, { price: small.id, quantity: "3" });
  expect(await ending.read()).toMatchObject({ status: "active", latest_invoice: { total: 9000 } });
  const going = await visit({ trialDays: 10, update: { trial_update_behavior: "continue_trial" } });
  await sandbox.post(`${going.own}/update`, { price: small.id, quantity: "3" });
  expect(await going.read()).toMatchObject({ status: "trialing", items: { data: [{ quantity: 3 }] } });
});

test("seats outside the bounds, an unknown plan and no change at all are refused with what was typed", async () => {
  const { own, read } = await visit();
  const many = await sandbox.get(`${own}/update/confirm?price=${small.id}&quantity=21`);
  expect(many.status).toBe(422);
  const text = await many.text();
  expect(text).toContain("At most 20 seats.");
  expect(text).toContain('value="21"');
  const unknown = await sandbox.post(`${own}/update`, { price: "price_unknown", quantity: "2" });
  expect(await unknown.text()).toContain("Choose one of these plans.");
  expect(await confirmPage(own, small.id, 2)).toContain("already");
  expect((await read()).items.data).toMatchObject([{ quantity: 2, price: { id: small.id } }]);
});

test("what the configuration does not allow is neither offered nor done", async () => {
  const seatsOnly = await visit({ update: { default_allowed_updates: ["quantity"] } });
  expect(await page(`${seatsOnly.own}/update`)).not.toContain("$90.00");
  expect((await sandbox.post(`${seatsOnly.own}/update`, { price: large.id, quantity: "2" })).status).toBe(422);
  const [mine, theirs] = [await visit(), await visit()];
  await sandbox.post(`${mine.base}/subscriptions/${theirs.id}/update`, { price: large.id, quantity: "9" });
  expect((await theirs.read()).items.data).toMatchObject([{ quantity: 2 }]);
});

test("a visit may begin at the update or at its confirmation, and leads where the flow says", async () => {
  const { id, open, read } = await visit();
  const { url } = await open({ type: "subscription_update", subscription_update: { subscription: id } });
  expect(await (await fetch(url)).text()).toContain("Update Drawing Studio");
  const [item] = (await read()).items.data;
  const items = [{ id: item?.id ?? "", price: large.id, quantity: 4 }];
  const confirming = await open({
    type: "subscription_update_confirm",
    subscription_update_confirm: { subscription: id, items },
    after_completion: { type: "redirect", redirect: { return_url: "http://localhost:3000/changed" } },
  });
  expect(await (await fetch(confirming.url)).text()).toContain("4 seats");
  const own = new URL(confirming.url).pathname.replace("/confirm", "");
  const answer = await sandbox.post(own, { price: large.id, quantity: "4" });
  expect(answer.headers.get("location")).toBe("http://localhost:3000/changed");
  expect((await read()).items.data).toMatchObject([{ quantity: 4 }]);
  const wrong = { subscription: id, items: [{ id: "si_other", quantity: 1 }] };
  await expect(open({ type: "subscription_update_confirm", subscription_update_confirm: wrong })).rejects.toMatchObject(
    { statusCode: 400 },
  );
});

test("a visit for a new card ends on a page of its own where the flow asks for one", async () => {
  const { open } = await visit();
  const hosted_confirmation = { custom_message: "Thank you for the new card." };
  const session = await open({
    type: "payment_method_update",
    after_completion: { type: "hosted_confirmation", hosted_confirmation },
  });
  const card = { number: "4242 4242 4242 4242", expiry: "12 / 40", cvc: "123", name: "Maria Buyer" };
  const answer = await sandbox.post(new URL(session.url).pathname, card);
  expect(await page(answer.headers.get("location") ?? "")).toContain("Thank you for the new card.");
});
