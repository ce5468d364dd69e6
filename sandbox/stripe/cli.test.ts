import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, expect, test } from "vitest";
import { createPrice, listEvents, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());

/** The official CLI keeps settings in the user's home; here it gets an empty one. It accepts 127.0.0.1, not localhost. */
function stripe(words: string[], env: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), "usher-stripe-cli-"));
  const { port } = new URL(sandbox.origin);
  return execa("stripe", [...words, "--api-base", `http://127.0.0.1:${port}`, "--api-key", "sk_test_sandbox"], {
    preferLocal: true,
    env: { ...env, HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: "1" },
    reject: false,
    all: true,
  });
}

test.each([
  "checkout.session.completed",
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "invoice.paid",
  "invoice.payment_failed",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "charge.refunded",
  "charge.dispute.created",
  "charge.dispute.closed",
  "customer.subscription.paused",
  "customer.subscription.trial_will_end",
  "subscription_schedule.aborted",
  "subscription_schedule.canceled",
  "subscription_schedule.completed",
  "subscription_schedule.released",
  "subscription_schedule.updated",
  "customer.created",
])("the official Stripe CLI triggers %s", { timeout: 60_000 }, async (event) => {
  const { exitCode, all } = await stripe(["trigger", event]);
  expect(all).toContain("Trigger succeeded");
  expect(exitCode).toBe(0);
  // What a payment leads to later comes with the clockwork.
  sandbox.clock.advance(1000);
  expect((await listEvents(sandbox.stripe)).map(({ type }): string => type)).toContain(event);
});

test(
  "the official CLI drives a subscription through its whole life with a fixtures file",
  { timeout: 60_000 },
  async () => {
    const price = await createPrice(sandbox.stripe);
    const file = "sandbox/scenarios/life-of-a-subscription.json";
    const { exitCode, all } = await stripe(["fixtures", file], { SCENARIO_PRICE: price.id });
    expect(all).toContain("Running fixture for: canceled");
    expect(exitCode).toBe(0);
    const [clock] = (await sandbox.stripe.testHelpers.testClocks.list()).data;
    const [subscription] = (await sandbox.stripe.subscriptions.list({ test_clock: clock?.id, status: "all" })).data;
    const events = (await listEvents(sandbox.stripe)).map(({ data }) => data.object);
    const lives = events.flatMap((object) =>
      object.object === "subscription" && object.id === subscription?.id
        ? [`${object.status} ${object.items.data[0]?.quantity}`]
        : [],
    );
    const steps = lives.filter((step, index) => step !== lives[index - 1]);
    expect(steps).toEqual(["trialing 2", "active 2", "active 5", "past_due 5", "active 5", "canceled 5"]);
  },
);

test("the official CLI makes the events that it has no trigger for", { timeout: 60_000 }, async () => {
  const price = await createPrice(sandbox.stripe);
  const { exitCode, all } = await stripe(["fixtures", "sandbox/scenarios/rare-events.json"], {
    SCENARIO_PRICE: price.id,
  });
  expect(all).toContain("Running fixture for: pending_update_expired");
  expect(exitCode).toBe(0);
  sandbox.clock.advance(1000);
  const types = (await listEvents(sandbox.stripe)).map(({ type }): string => type);
  expect(types).toEqual(
    expect.arrayContaining([
      "refund.created",
      "refund.updated",
      "refund.failed",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.funds_reinstated",
      "customer.subscription.resumed",
      "customer.subscription.pending_update_applied",
      "customer.subscription.pending_update_expired",
    ]),
  );
});

test("the official CLI sends an event again", { timeout: 60_000 }, async () => {
  await sandbox.stripe.customers.create({ name: "Again" });
  const [event] = (await sandbox.stripe.events.list({ limit: 1 })).data;
  const { exitCode, all } = await stripe(["events", "resend", event?.id ?? ""]);
  expect(all).toContain(event?.id);
  expect(exitCode).toBe(0);
});
