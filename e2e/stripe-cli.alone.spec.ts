import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "./support/test";

// The purchases that the official CLI makes carry no licensee id: design, section 2, says what becomes of each.
const triggers = [
  "checkout.session.completed",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "invoice.paid",
];

for (const event of triggers) {
  test(`what \`stripe trigger ${event}\` makes is issued, ignored or parked with a reason, never an error`, async ({
    stack,
    sandbox,
    records,
  }) => {
    const before = await records.inbox();
    const home = await mkdtemp(join(tmpdir(), "usher-stripe-cli-"));
    const apiBase = `http://127.0.0.1:${new URL(stack.sandboxOrigin).port}`;
    const { all } = await execa("stripe", ["trigger", event, "--api-base", apiBase, "--api-key", "sk_test_sandbox"], {
      preferLocal: true,
      env: { HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: "1" },
      all: true,
    });
    expect(all).toContain("Trigger succeeded");
    await expect(async () => {
      expect(await sandbox.pendingDeliveries()).toBe(0);
      const after = await records.inbox();
      expect(after.total).toBeGreaterThan(before.total);
      expect(after.types).toContain(event);
      expect(after).toMatchObject({ waiting: 0, without_reason: 0, failed_attempts: 0 });
    }).toPass({ timeout: 20_000 });
    const ready = await fetch(`${stack.appOrigin}/api/health/ready`);
    expect(ready.status).toBe(200);
  });
}
