import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stripe } from "stripe";
import { afterEach, expect, test } from "vitest";
import { startTestStripe, type TestStripe } from "./sandbox-for-test";

let sandbox: TestStripe;
afterEach(() => sandbox.stop());

const reasonOf = (request: Promise<unknown>) =>
  request.then(
    () => null,
    (reason: unknown) => (reason instanceof Stripe.errors.StripeError ? reason : null),
  );

test("the same key with the same parameters gives the first result again and does nothing twice", async () => {
  sandbox = await startTestStripe();
  const { stripe } = sandbox;
  const first = await stripe.customers.create({ name: "Once" }, { idempotencyKey: "key-1" });
  const again = await stripe.customers.create({ name: "Once" }, { idempotencyKey: "key-1" });
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect((await stripe.customers.list()).data).toHaveLength(1);
});

test("the same key with other parameters, or for another operation, is refused", async () => {
  sandbox = await startTestStripe();
  const { stripe } = sandbox;
  await stripe.customers.create({ name: "One" }, { idempotencyKey: "key-2" });
  for (const other of [
    stripe.customers.create({ name: "Two" }, { idempotencyKey: "key-2" }),
    stripe.products.create({ name: "One" }, { idempotencyKey: "key-2" }),
  ]) {
    expect(await reasonOf(other)).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  }
});

test("the same key twice at once: one runs, the other is told that it is in use", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  sandbox = await startTestStripe({ beforeAnswer: () => held });
  const { stripe } = sandbox;
  const race = [1, 2].map(() => reasonOf(stripe.customers.create({ name: "Race" }, { idempotencyKey: "key-3" })));
  const refused = await Promise.race(race);
  expect(refused?.statusCode).toBe(409);
  release();
  const statuses = (await Promise.all(race)).map((reason) => reason?.statusCode ?? 200);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await stripe.customers.list()).data).toHaveLength(1);
});

test("a request refused for its parameters leaves its key free; a declined card does not", async () => {
  sandbox = await startTestStripe();
  const { stripe } = sandbox;
  await reasonOf(stripe.customers.create({ email: "not an address" }, { idempotencyKey: "key-4" }));
  const wrong = await reasonOf(stripe.rawRequest("POST", "/v1/products", {}, { idempotencyKey: "key-5" }));
  expect(wrong?.code).toBe("parameter_missing");
  expect((await stripe.products.create({ name: "Right" }, { idempotencyKey: "key-5" })).name).toBe("Right");
  const terms = { amount: 100, currency: "usd", confirm: true, payment_method: "pm_card_chargeDeclined" };
  for (const _ of [1, 2]) {
    expect((await reasonOf(stripe.paymentIntents.create(terms, { idempotencyKey: "key-6" })))?.statusCode).toBe(402);
  }
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("keys are remembered over a restart", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "usher-sandbox-"));
  const before = await startTestStripe({ dataFolder });
  const first = await before.stripe.customers.create({ name: "Kept" }, { idempotencyKey: "key-7" });
  await before.stop();
  sandbox = await startTestStripe({ dataFolder });
  expect((await sandbox.stripe.customers.create({ name: "Kept" }, { idempotencyKey: "key-7" })).id).toBe(first.id);
});
