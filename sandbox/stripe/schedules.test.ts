import type { Stripe } from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPayingCustomer, createPrice, listEvents, startTestSandbox, type TestSandbox } from "./sandbox-for-test";

let sandbox: TestSandbox;
let stripe: Stripe;
let small: Stripe.Price;
let large: Stripe.Price;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  ({ stripe } = sandbox);
  small = await createPrice(stripe, { unitAmount: 3000 });
  large = await createPrice(stripe, { unitAmount: 9000 });
});
afterAll(() => sandbox.stop());

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

const advance = (id: string) => fetch(`${sandbox.origin}/control/subscriptions/${id}/advance`, { method: "POST" });

test("a plan change waits for the period's end, is billed there, and the schedule then lets go", async () => {
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
  expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("released");
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
