import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startReceiver, startTestStripe, type TestStripe, until, type WebhookReceiver } from "./sandbox-for-test";

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

interface DeliveryView {
  type: string;
  status: string;
  attempts: { status: number | null; error: string | null }[];
}

async function deliveries(): Promise<DeliveryView[]> {
  const body: { data: DeliveryView[] } = await (await sandbox.get("/control/deliveries")).json();
  return body.data;
}

/** Waits until the latest delivery has been attempted this often. */
const attempted = (times: number) =>
  until(async () => {
    const [latest] = await deliveries();
    return latest && latest.attempts.length >= times ? latest : undefined;
  });

const setPaused = (paused: boolean) => sandbox.control("webhooks", { paused });

test("an event arrives signed, so that the official SDK accepts the raw body and no other", async () => {
  await sandbox.stripe.customers.create({ email: "signed@example.com" }, { idempotencyKey: "my-key" });
  const [webhook] = await receiver.count(1);
  const signature = String(webhook?.headers["stripe-signature"]);
  const event = await sandbox.stripe.webhooks.constructEventAsync(webhook?.body ?? "", signature, secret);
  expect(event).toMatchObject({
    type: "customer.created",
    api_version: "2026-10-28.endive",
    request: { idempotency_key: "my-key" },
    data: { object: { email: "signed@example.com" } },
  });
  const forged = (webhook?.body ?? "").replace("signed@", "forged@");
  await expect(sandbox.stripe.webhooks.constructEventAsync(forged, signature, secret)).rejects.toThrow("signature");
});

test("an endpoint that fails is tried again after 1, 2 and 4 seconds, and no sooner", async () => {
  receiver.answers.push({ status: 500 }, { status: 503 }, { status: 404 });
  await sandbox.stripe.customers.create({ name: "Again" });
  await attempted(1);
  for (const [times, waitMs] of [
    [1, 1000],
    [2, 2000],
    [3, 4000],
  ] as const) {
    sandbox.clock.advance(waitMs - 1);
    expect((await deliveries())[0]?.attempts).toHaveLength(times);
    sandbox.clock.advance(1);
    await attempted(times + 1);
  }
  expect((await deliveries())[0]).toMatchObject({ status: "delivered" });
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
});

test("after three days of failing an event is given up", async () => {
  receiver.answers.push(...Array.from({ length: 200 }, () => ({ status: 500 })));
  await sandbox.stripe.customers.create({ name: "Never" });
  const given = await until(async () => {
    const [latest] = await deliveries();
    if (latest?.status === "failed") return latest;
    sandbox.clock.advance(3_600_000);
    return undefined;
  });
  expect(given.attempts.length).toBeGreaterThan(70);
});

test("a redirect is a failure and is not followed", async () => {
  receiver.answers.push({ status: 302, location: receiver.url });
  await sandbox.stripe.customers.create({ name: "Elsewhere" });
  expect(await attempted(1)).toMatchObject({ status: "pending", attempts: [{ status: 302 }] });
  expect(receiver.received).toHaveLength(1);
});

test("an endpoint gets only the events it listens to", async () => {
  const own = await startReceiver();
  const { id } = await sandbox.stripe.webhookEndpoints.create({ url: own.url, enabled_events: ["product.created"] });
  await sandbox.stripe.customers.create({ name: "Unheard" });
  await sandbox.stripe.products.create({ name: "Heard" });
  await receiver.count(2);
  expect((await own.count(1)).map(({ type }) => type)).toEqual(["product.created"]);
  expect((await sandbox.stripe.webhookEndpoints.retrieve(id)).secret).toBeUndefined();
  await own.stop();
});

test("switched off nothing is sent; switched on again everything that waited arrives", async () => {
  await setPaused(true);
  await sandbox.stripe.customers.create({ name: "Waiting" });
  await sandbox.stripe.products.create({ name: "Waiting" });
  expect(await (await sandbox.get("/control/webhooks")).json()).toEqual({ paused: true, pending: 2 });
  expect(receiver.received).toEqual([]);
  await setPaused(false);
  const types = (await receiver.count(2)).map(({ type }) => type);
  expect(types.toSorted()).toEqual(["customer.created", "product.created"]);
});

test("an event counts as undelivered until every endpoint has taken it", async () => {
  await setPaused(true);
  const customer = await sandbox.stripe.customers.create({ name: "Undelivered" });
  const undelivered = () => sandbox.stripe.events.list({ types: ["customer.created"], delivery_success: false });
  expect((await undelivered()).data).toMatchObject([{ pending_webhooks: 1, data: { object: { id: customer.id } } }]);
  await setPaused(false);
  await until(async () => (await undelivered()).data.length === 0);
});

test("what was not delivered before a restart is delivered after it, to the same endpoint", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "usher-sandbox-"));
  const webhooks = [{ url: receiver.url, secret }];
  const before = await startTestStripe({ dataFolder, webhooks });
  receiver.answers.push({ status: 500 });
  await before.stripe.customers.create({ name: "Late" });
  await receiver.count(1);
  await before.stop();
  const after = await startTestStripe({ dataFolder, webhooks });
  after.clock.advance(2000);
  await receiver.count(2);
  expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
  expect((await after.stripe.webhookEndpoints.list()).data).toHaveLength(1);
  await after.stop();
});
