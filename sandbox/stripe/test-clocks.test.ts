import type { Stripe } from "stripe";
import { afterAll, describe, expect, test } from "vitest";
import { createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const daySeconds = 86_400;
const start = Math.floor(Date.UTC(2027, 0, 31, 12) / 1000);

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const price = await createPrice(stripe);

async function startLife(card: string | null = "pm_card_visa", extra: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start, name: "Life" });
  const card_settings = card ? { payment_method: card, invoice_settings: { default_payment_method: card } } : {};
  const customer = await stripe.customers.create({ test_clock: clock.id, ...card_settings });
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    ...extra,
  });
  const advanceTo = async (frozen_time: number) => {
    expect((await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time })).status).toBe("advancing");
    expect((await stripe.testHelpers.testClocks.retrieve(clock.id)).status).toBe("ready");
  };
  return { clock, customer, id, advanceTo, read: () => stripe.subscriptions.retrieve(id) };
}

const failLater = (customer: string) =>
  stripe.customers.update(customer, { invoice_settings: { default_payment_method: "" } });

/** What happened to this subscription, oldest first: type, and the status it then had. */
async function historyOf(id: string): Promise<string[]> {
  const about = (event: Stripe.Event) => "id" in event.data.object && event.data.object.id === id;
  const own = (await listEvents(stripe)).filter(about);
  return own.map(({ type, data }) => `${type} ${"status" in data.object ? String(data.object.status) : ""}`);
}

const setBilling = (body: object) => sandbox.control("billing", body);

describe("a clock", () => {
  test("renews on the way, each period at its own time, and tells when it is ready", async () => {
    const { clock, customer, id, advanceTo, read } = await startLife();
    await advanceTo(start + 70 * daySeconds);
    const { data } = await stripe.invoices.list({ customer: customer.id });
    const days = data.map(({ created }) => new Date(created * 1000).toISOString().slice(0, 10));
    expect(days).toEqual(["2027-03-31", "2027-02-28", "2027-01-31"]);
    expect(await read()).toMatchObject({ status: "active", test_clock: clock.id });
    const types = (await listEvents(stripe)).map(({ type }): string => type);
    expect(types).toContain("test_helpers.test_clock.advancing");
    expect(types.at(-1)).toBe("test_helpers.test_clock.ready");
    expect((await stripe.subscriptions.list({ test_clock: clock.id })).data).toMatchObject([{ id }]);
  });

  test("does not go back, and takes its customers along when it is deleted", async () => {
    const { clock, customer, id } = await startLife();
    const back = stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start - 1 });
    await expect(back).rejects.toMatchObject({ statusCode: 400, param: "frozen_time" });
    await stripe.testHelpers.testClocks.del(clock.id);
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
  });
});

describe("trials", () => {
  test("with a card: announced three days before, then billed", async () => {
    const { id, advanceTo, read } = await startLife("pm_card_visa", { trial_period_days: 14 });
    await advanceTo(start + 11 * daySeconds - 1);
    expect((await historyOf(id)).at(-1)).toBe("customer.subscription.created trialing");
    await advanceTo(start + 11 * daySeconds);
    expect((await historyOf(id)).at(-1)).toBe("customer.subscription.trial_will_end trialing");
    await advanceTo(start + 14 * daySeconds);
    expect((await read()).status).toBe("active");
  });

  test.each([
    ["cancel", "canceled"],
    ["pause", "paused"],
    ["create_invoice", "past_due"],
  ] as const)("without a card, set to %s, it becomes %s", async (missing_payment_method, status) => {
    const { advanceTo, read } = await startLife(null, {
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method } },
    });
    await advanceTo(start + 7 * daySeconds);
    expect((await read()).status).toBe(status);
  });
});

describe("payments that fail", () => {
  const renewal = Date.UTC(2027, 1, 28, 12) / 1000;

  test.each([
    ["cancel", "canceled"],
    ["unpaid", "unpaid"],
    ["past_due", "past_due"],
  ])("are tried again after 3, 5 and 7 days; then %s makes it %s", async (after_retries, status) => {
    await setBilling({ retry_days: [3, 5, 7], after_retries });
    const { id, customer, advanceTo, read } = await startLife();
    await failLater(customer.id);
    await advanceTo(renewal);
    const [invoice] = (await stripe.invoices.list({ customer: customer.id, limit: 1 })).data;
    expect(invoice).toMatchObject({ status: "open", next_payment_attempt: renewal + 3 * daySeconds });
    expect((await read()).status).toBe("past_due");
    await advanceTo(renewal + 15 * daySeconds - 1);
    expect((await read()).status).toBe("past_due");
    await advanceTo(renewal + 15 * daySeconds);
    const ended = await read();
    expect(ended.status).toBe(status);
    if (status === "canceled") expect(ended.cancellation_details?.reason).toBe("payment_failed");
    const last = await stripe.invoices.retrieve(invoice?.id ?? "");
    expect(last).toMatchObject({ attempt_count: 4, next_payment_attempt: null, status: "open" });
    expect((await historyOf(id)).length).toBe(status === "past_due" ? 4 : 5);
    await setBilling({ retry_days: [3, 5, 7], after_retries: "cancel" });
  });

  test("heal at the next try once a card is there", async () => {
    const { customer, advanceTo, read } = await startLife();
    await failLater(customer.id);
    await advanceTo(renewal);
    await stripe.customers.update(customer.id, {
      invoice_settings: {
        default_payment_method: (await stripe.paymentMethods.list({ customer: customer.id })).data[0]?.id ?? "",
      },
    });
    await advanceTo(renewal + 3 * daySeconds);
    expect((await read()).status).toBe("active");
  });

  test("a first payment that never comes lapses after 23 hours", async () => {
    const { id, advanceTo } = await startLife("pm_card_chargeCustomerFail");
    await advanceTo(start + 23 * 3600 - 1);
    expect((await historyOf(id)).at(-1)).toBe("customer.subscription.created incomplete");
    await advanceTo(start + 23 * 3600);
    expect((await historyOf(id)).at(-1)).toBe("customer.subscription.updated incomplete_expired");
  });
});

describe("endings", () => {
  test("at the period's end and on a day in its middle", async () => {
    const atEnd = await startLife();
    await stripe.subscriptions.update(atEnd.id, { cancel_at_period_end: true });
    await atEnd.advanceTo(start + 28 * daySeconds);
    expect((await atEnd.read()).status).toBe("canceled");
    const midway = await startLife();
    await stripe.subscriptions.update(midway.id, { cancel_at: start + 10 * daySeconds });
    await midway.advanceTo(start + 11 * daySeconds);
    expect(await midway.read()).toMatchObject({ status: "canceled", ended_at: start + 10 * daySeconds });
  });

  test("collection that is paused leaves drafts and resumes by itself", async () => {
    const { id, customer, advanceTo, read } = await startLife();
    const resumes_at = start + 40 * daySeconds;
    await stripe.subscriptions.update(id, { pause_collection: { behavior: "keep_as_draft", resumes_at } });
    await advanceTo(start + 30 * daySeconds);
    expect((await stripe.invoices.list({ customer: customer.id })).data[0]?.status).toBe("draft");
    await advanceTo(resumes_at);
    expect(await read()).toMatchObject({ status: "active", pause_collection: null });
  });
});

test("the control page's clock ages one customer, and leaves today today", async () => {
  const method = { payment_method: "pm_card_visa", invoice_settings: { default_payment_method: "pm_card_visa" } };
  const customer = await stripe.customers.create(method);
  const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  await sandbox.control(`customers/${customer.id}/advance`, { days: 40 });
  const now = Math.floor(sandbox.clock.nowMs() / 1000);
  const item = (await stripe.subscriptions.retrieve(id)).items.data[0];
  expect(item?.current_period_start).toBeLessThan(now - 8 * daySeconds);
  expect(item?.current_period_end).toBeGreaterThan(now + 15 * daySeconds);
  expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(2);
});
