import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createPayingCustomer, createPrice, sdkFor, startReceiver, startTestStripe, until } from "./sandbox-for-test";
import type { TestStripe, WebhookReceiver } from "./sandbox-for-test";

const secret = "whsec_test_secret";
let receiver: WebhookReceiver;
let sandbox: TestStripe;

beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await startTestStripe({ webhooks: [{ url: receiver.url, secret }] });
});
afterEach(async () => {
  await sandbox.stop();
  await receiver.stop();
});

const setChaos = (settings: object) => sandbox.control("chaos", settings);

const idOf = (body: string) => {
  const event: { id: string } = JSON.parse(body);
  return event.id;
};

describe("the chaos switch on webhooks", () => {
  test("sends an event twice at once, with the same id; and a twin with an id of its own", async () => {
    await setChaos({ two_at_once: 1 });
    await sandbox.stripe.customers.create({ name: "Twice" });
    const twice = await receiver.count(2);
    expect(new Set(twice.map(({ body }) => idOf(body))).size).toBe(1);
    await setChaos({ twin: 1 });
    await sandbox.stripe.products.create({ name: "Twin" });
    const twins = (await receiver.count(4)).slice(2);
    expect(new Set(twins.map(({ body }) => idOf(body))).size).toBe(2);
    expect(new Set(twins.map(({ type }) => type))).toEqual(new Set(["product.created"]));
  });

  test("delays, repeats later and lets later events overtake", async () => {
    await setChaos({ delay: 1, delay_ms: 5000, duplicate: 1 });
    await sandbox.stripe.customers.create({ name: "Late" });
    await setChaos({});
    await sandbox.stripe.products.create({ name: "Overtakes" });
    expect((await receiver.count(1)).map(({ type }) => type)).toEqual(["product.created"]);
    sandbox.clock.advance(5000);
    expect((await receiver.count(2))[1]?.type).toBe("customer.created");
    sandbox.clock.advance(2000);
    expect((await receiver.count(3))[2]?.type).toBe("customer.created");
  });

  test("drops an event for good, and the list of events tells that it was not delivered", async () => {
    await setChaos({ drop: 1 });
    const { id } = await sandbox.stripe.customers.create({ name: "Lost" });
    await setChaos({});
    await sandbox.stripe.products.create({ name: "Arrives" });
    await receiver.count(1);
    const undelivered = await until(async () => {
      const { data } = await sandbox.stripe.events.list({ delivery_success: false });
      return data.length === 1 && data;
    });
    expect(undelivered).toMatchObject([{ data: { object: { id } } }]);
    expect(receiver.received.map(({ type }) => type)).toEqual(["product.created"]);
  });

  test("does the same again with the same seed, and something else with another", async () => {
    const types = async (seed: string) => {
      await setChaos({ seed, drop: 0.5 });
      const before = receiver.received.length;
      for (let index = 0; index < 16; index += 1) await sandbox.stripe.products.create({ name: `${index}` });
      await setChaos({});
      await sandbox.stripe.customers.create({ name: "Last" });
      await until(async () => receiver.received.at(-1)?.type === "customer.created");
      const names = receiver.received.slice(before, -1).map(({ body }): string => {
        const event: { data: { object: { name: string } } } = JSON.parse(body);
        return event.data.object.name;
      });
      return names.toSorted().join(" ");
    };
    const first = await types("seven");
    expect(await types("seven")).toBe(first);
    expect(await types("eight")).not.toBe(first);
  });
});

describe("the chaos switch on the API", () => {
  test("errs before or after the deed, and limits the rate, only where it is told to", async () => {
    const { customers } = sandbox.stripe;
    await setChaos({ api_error: 1, path: "/v1/customers" });
    await expect(customers.create({ name: "No" })).rejects.toMatchObject({ statusCode: 500, type: "StripeAPIError" });
    await sandbox.stripe.products.create({ name: "Yes" });
    await setChaos({ lost_answer: 1 });
    const idempotencyKey = "lost";
    await expect(customers.create({ name: "Done" }, { idempotencyKey })).rejects.toMatchObject({ statusCode: 500 });
    await setChaos({ reset: 1 });
    await expect(customers.create({ name: "Done" }, { idempotencyKey })).rejects.toMatchObject({
      type: "StripeConnectionError",
    });
    await setChaos({ rate_limit: 1 });
    await expect(customers.list()).rejects.toMatchObject({ statusCode: 429 });
    await setChaos({});
    const again = await customers.create({ name: "Done" }, { idempotencyKey });
    expect((await customers.list()).data.map(({ id }) => id)).toEqual([again.id]);
  });

  test("strikes only whoever comes with the key that it is told", async () => {
    await setChaos({ api_error: 1, key: "sk_test_of_the_app" });
    await sandbox.stripe.products.create({ name: "By another" });
    const app = sdkFor(sandbox.origin, "sk_test_of_the_app");
    await expect(app.products.list()).rejects.toMatchObject({ statusCode: 500 });
  });

  test("answers a slow read with what was true when it came", async () => {
    const { id } = await sandbox.stripe.customers.create({ name: "Old" });
    await setChaos({ slow_read: 1, slow_ms: 5000, path: `/v1/customers/${id}` });
    const reading = sandbox.stripe.customers.retrieve(id);
    // The read has come in when its wait has begun, beside the clockwork's.
    await until(async () => sandbox.clock.waiting() > 1);
    await sandbox.stripe.customers.update(id, { name: "New" });
    sandbox.clock.advance(5000);
    expect(await reading).toMatchObject({ name: "Old" });
  });
});

describe("endpoints", () => {
  test("two of them get the same event, each in the shape of its API version", async () => {
    const old = await startReceiver();
    await sandbox.stripe.webhookEndpoints.create({ url: old.url, enabled_events: ["*"], api_version: "2024-06-20" });
    const price = await createPrice(sandbox.stripe);
    const customer = await createPayingCustomer(sandbox.stripe);
    const { id } = await sandbox.stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const bodyOf = (from: WebhookReceiver, wanted: string) =>
      until(async () => from.received.find(({ type }) => type === wanted)?.body);
    const [fresh, aged] = [await bodyOf(receiver, "invoice.paid"), await bodyOf(old, "invoice.paid")];
    expect(idOf(aged)).toBe(idOf(fresh));
    expect(JSON.parse(fresh)).toMatchObject({
      data: { object: { parent: { subscription_details: { subscription: id } } } },
    });
    expect(JSON.parse(aged)).toMatchObject({
      api_version: "2024-06-20",
      data: { object: { subscription: id, paid: true } },
    });
    expect(aged).not.toContain('"parent"');
    const subscription: unknown = JSON.parse(await bodyOf(old, "customer.subscription.created"));
    expect(subscription).toMatchObject({ data: { object: { id, current_period_end: expect.any(Number) } } });
    await old.stop();
  });

  test("get an event again when it is resent, all of them or one", async () => {
    await sandbox.stripe.customers.create({ name: "Again" });
    const [first] = await receiver.count(1);
    const id = idOf(first?.body ?? "");
    const other = await startReceiver();
    const endpoint = await sandbox.stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ["product.created"],
    });
    await sandbox.stripe.rawRequest("POST", `/v1/events/${id}/retry`, { webhook_endpoint: endpoint.id });
    expect((await other.count(1))[0]?.body).toContain(id);
    await sandbox.control(`events/${id}/resend`);
    expect((await receiver.count(2)).map(({ body }) => idOf(body))).toEqual([id, id]);
    await other.stop();
  });
});
