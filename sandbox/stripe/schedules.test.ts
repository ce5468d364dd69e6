import type { Stripe } from "stripe";
import { afterAll, expect, test } from "vitest";
import { createPayingCustomer, createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const small = await createPrice(stripe, { unitAmount: 3000 });
const large = await createPrice(stripe, { unitAmount: 9000 });

async function subscribe() {
  const customer = await createPayingCustomer(stripe);
  return stripe.subscriptions.create({ customer: customer.id, items: [{ price: large.id, quantity: 3 }] });
}

/** Smaller from the end of the present period. */
async function downgradeLater(subscription: Stripe.Subscription) {
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const [present] = schedule.phases;
  return stripe.subscriptionSchedules.update(schedule.id, {
    phases: [
      { items: [{ price: large.id, quantity: 3 }], start_date: present?.start_date, end_date: present?.end_date },
      { items: [{ price: small.id, quantity: 1 }] },
    ],
  });
}

const advance = (id: string) => sandbox.control(`subscriptions/${id}/advance`);

test("a plan change waits for the period's end, is billed there, and the schedule is then completed", async () => {
  const subscription = await subscribe();
  const schedule = await downgradeLater(subscription);
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    schedule: schedule.id,
    items: { data: [{ quantity: 3, price: { id: large.id } }] },
  });
  await advance(subscription.id);
  const changed = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
  expect(changed).toMatchObject({
    items: { data: [{ id: subscription.items.data[0]?.id, quantity: 1, price: { id: small.id } }] },
    latest_invoice: { total: 3000, status: "paid" },
  });
  const updated = (await listEvents(stripe)).findLast((event) => event.type === "customer.subscription.updated");
  expect(updated?.data.previous_attributes).toMatchObject({ items: { data: [{ quantity: 3 }] } });
  await advance(subscription.id);
  expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("completed");
  expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBeNull();
});

test("a released schedule changes nothing any more", async () => {
  const subscription = await subscribe();
  const schedule = await downgradeLater(subscription);
  const released = await stripe.subscriptionSchedules.release(schedule.id);
  expect(released).toMatchObject({ status: "released", released_subscription: subscription.id, subscription: null });
  await advance(subscription.id);
  const after = await stripe.subscriptions.retrieve(subscription.id);
  expect(after.items.data).toMatchObject([{ quantity: 3, price: { id: large.id } }]);
  await expect(stripe.subscriptionSchedules.release(schedule.id)).rejects.toMatchObject({ statusCode: 400 });
});

test("a canceled schedule takes its subscription along", async () => {
  const subscription = await subscribe();
  const { id } = await downgradeLater(subscription);
  expect((await stripe.subscriptionSchedules.cancel(id)).status).toBe("canceled");
  expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
});

const daySeconds = 86_400;
const nowSeconds = () => Math.floor(sandbox.clock.nowMs() / 1000);

async function plan(
  phases: Stripe.SubscriptionScheduleCreateParams.Phase[],
  more: Stripe.SubscriptionScheduleCreateParams = {},
) {
  const customer = await createPayingCustomer(stripe);
  return stripe.subscriptionSchedules.create({ customer: customer.id, start_date: "now", phases, ...more });
}

const read = (id: unknown) => stripe.subscriptions.retrieve(String(id), { expand: ["latest_invoice"] });

test("a schedule of a customer begins a subscription, billed at once, and its phases follow one another", async () => {
  const schedule = await plan([{ items: [{ price: small.id, quantity: 2 }] }, { items: [{ price: large.id }] }]);
  const [first] = schedule.phases;
  expect(schedule.current_phase).toEqual({ start_date: first?.start_date, end_date: first?.end_date });
  expect(await read(schedule.subscription)).toMatchObject({
    status: "active",
    schedule: schedule.id,
    latest_invoice: { total: 6000, status: "paid", billing_reason: "subscription_create" },
  });
  await advance(String(schedule.subscription));
  expect(await read(schedule.subscription)).toMatchObject({
    items: { data: [{ quantity: 1, price: { id: large.id } }] },
    latest_invoice: { total: 9000 },
  });
});

test("one that begins later waits for its day, without a subscription until then", async () => {
  const startDate = nowSeconds() + 3 * daySeconds;
  const schedule = await plan([{ items: [{ price: small.id }] }], { start_date: startDate });
  expect(schedule).toMatchObject({ status: "not_started", subscription: null, current_phase: null });
  sandbox.clock.advance(3 * daySeconds * 1000 + 1000);
  const begun = await stripe.subscriptionSchedules.retrieve(schedule.id);
  expect(begun.status).toBe("active");
  expect(await read(begun.subscription)).toMatchObject({ status: "active" });
});

test("without a card its subscription begins all the same and is past due", async () => {
  const { id } = await stripe.customers.create({ name: "Nocard" });
  const phases = [{ items: [{ price: small.id }] }];
  const schedule = await stripe.subscriptionSchedules.create({ customer: id, start_date: "now", phases });
  expect(await read(schedule.subscription)).toMatchObject({ status: "past_due", latest_invoice: { status: "open" } });
});

test("a phase that ends within a period changes the plan there, and its cost is prorated", async () => {
  const phases = [
    { items: [{ price: small.id }], end_date: nowSeconds() + 10 * daySeconds },
    { items: [{ price: large.id, quantity: 2 }], proration_behavior: "always_invoice" as const },
  ];
  const schedule = await plan(phases);
  const [item] = (await read(schedule.subscription)).items.data;
  sandbox.clock.advance(10 * daySeconds * 1000 + 1000);
  const after = await read(schedule.subscription);
  expect(after.items.data).toMatchObject([{ id: item?.id, quantity: 2, price: { id: large.id } }]);
  expect(after.latest_invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid" });
});

test("a schedule that is to cancel ends its subscription with its last phase, and is completed", async () => {
  const phases = [{ items: [{ price: small.id }], end_date: nowSeconds() + 10 * daySeconds }];
  const schedule = await plan(phases, { end_behavior: "cancel" });
  sandbox.clock.advance(10 * daySeconds * 1000 + 1000);
  expect((await read(schedule.subscription)).status).toBe("canceled");
  expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("completed");
});

test("a subscription that ends takes its schedule along: canceled, or aborted where the debt was never paid", async () => {
  const subscription = await subscribe();
  const schedule = await downgradeLater(subscription);
  await stripe.subscriptions.cancel(subscription.id);
  expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("canceled");

  const failing = await createPayingCustomer(stripe, "pm_card_chargeCustomerFail");
  const owing = await stripe.subscriptionSchedules.create({
    customer: failing.id,
    start_date: "now",
    phases: [{ items: [{ price: small.id }], trial_end: nowSeconds() + daySeconds, duration: { interval: "year" } }],
  });
  for (let day = 0; day < 30; day += 1) sandbox.clock.advance(daySeconds * 1000);
  expect((await read(owing.subscription)).status).toBe("canceled");
  const types = (await listEvents(stripe)).filter(({ data }) => "id" in data.object && data.object.id === owing.id);
  expect(types.at(-1)?.type).toBe("subscription_schedule.aborted");
});

test("phases that leave a gap, or begin in the past, are refused", async () => {
  const items = [{ price: small.id }];
  const gap = [{ items }, { items, start_date: nowSeconds() + 300 * daySeconds }];
  await expect(plan(gap)).rejects.toMatchObject({ statusCode: 400, param: "phases[1][start_date]" });
  const past = { start_date: nowSeconds() - daySeconds };
  await expect(plan([{ items }], past)).rejects.toMatchObject({ statusCode: 400, param: "start_date" });
});

test("a paused subscription stands still until it is resumed, and is billed from then", async () => {
  const { id } = await subscribe();
  expect((await stripe.subscriptions.pause(id)).status).toBe("paused");
  sandbox.clock.advance(40 * 86_400_000);
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("paused");
  const resumed = await stripe.subscriptions.resume(id, { billing_cycle_anchor: { type: "now" } });
  expect(resumed.status).toBe("active");
  expect(resumed.items.data[0]?.current_period_start).toBe(Math.floor(sandbox.clock.nowMs() / 1000));
  const types = (await listEvents(stripe)).map(({ type }) => type);
  expect(types).toContain("customer.subscription.resumed");
  await expect(stripe.subscriptions.resume(id)).rejects.toMatchObject({ statusCode: 400 });
});
