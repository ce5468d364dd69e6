import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listEvents, startTestSandbox, type TestSandbox } from "./sandbox-for-test";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

/** The official CLI keeps settings in the user's home; here it gets an empty one. It accepts 127.0.0.1, not localhost. */
function trigger(event: string) {
  const home = mkdtempSync(join(tmpdir(), "usher-stripe-cli-"));
  const { port } = new URL(sandbox.origin);
  return execa("stripe", ["trigger", event, "--api-base", `http://127.0.0.1:${port}`, "--api-key", "sk_test_sandbox"], {
    preferLocal: true,
    env: { HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: "1" },
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
  "customer.created",
])("the official Stripe CLI triggers %s", { timeout: 60_000 }, async (event) => {
  const { exitCode, all } = await trigger(event);
  expect(all).toContain("Trigger succeeded");
  expect(exitCode).toBe(0);
  expect((await listEvents(sandbox.stripe)).map(({ type }): string => type)).toContain(event);
});
