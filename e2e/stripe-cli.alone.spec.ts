import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Records } from "./support/records";
import { runStripeCli } from "./support/run-stripe-cli";
import type { Sandbox } from "./support/sandbox";
import { startGate } from "./support/start-gate";
import { expect, test } from "./support/test";

const renderNode = "usher_demo_atlas_render_node_monthly";
const page = readFileSync(join(import.meta.dirname, "../docs/testing-events.md"), "utf8");
const rows = [...page.matchAll(/^\| `([\w.]+)` +\| (trigger|scenario) +\|/gm)];
const madeBy = (how: string) => rows.flatMap(([, event = "", way]) => (way === how ? [event] : []));

test.beforeEach(({ sandbox }) => sandbox.deliverAgain());

/** Everything is delivered, and everything delivered has its outcome. */
async function untilQuiet(sandbox: Sandbox, records: Records): Promise<void> {
  await expect(async () => {
    expect(await sandbox.pendingDeliveries()).toBe(0);
    expect((await records.inbox()).waiting).toBe(0);
  }).toPass({ timeout: 30_000, intervals: [50, 100, 200] });
}

// The purchases that the official CLI makes carry no licensee id: design, section 2, says what becomes of each.
test("every event of the guide's table that the official CLI can make is issued, ignored or parked with a reason", async ({
  stack,
  sandbox,
  records,
  vendor,
}) => {
  await untilQuiet(sandbox, records);
  const since = new Date();
  expect((await records.inbox(since)).types).toEqual([]);
  for (const event of madeBy("trigger")) {
    expect(await runStripeCli(stack.sandboxOrigin, ["trigger", event]), event).toContain("Trigger succeeded");
  }
  const env = { SCENARIO_PRICE: await vendor.priceOf(renderNode) };
  await runStripeCli(stack.sandboxOrigin, ["fixtures", "sandbox/scenarios/rare-events.json"], env);
  const wanted = [...madeBy("trigger"), ...madeBy("scenario")];
  expect(wanted.length).toBeGreaterThan(30);
  await expect(async () => {
    const after = await records.inbox(since);
    expect(after.types).toEqual(expect.arrayContaining(wanted));
    expect(after).toMatchObject({ waiting: 0, without_reason: 0, failed_attempts: 0 });
    expect(await sandbox.pendingDeliveries()).toBe(0);
  }).toPass({ timeout: 60_000 });
  const ready = await fetch(`${stack.appOrigin}/api/health/ready`);
  expect(ready.status).toBe(200);
});

test("the CLI's scenario takes one license from its trial through seats, debt and payment to its end", async ({
  visitor,
  stack,
  sandbox,
  records,
  vendor,
}) => {
  const life: string[] = [];
  const licenses = new Set<string>();
  const look = async () => {
    await untilQuiet(sandbox, records);
    const seen = await records.subscriptionOf(visitor.email);
    for (const { id, seats, state } of seen?.licenses ?? []) {
      licenses.add(id);
      const step = `${seen?.status} ${seats} ${state}`;
      if (step !== life.at(-1)) life.push(step);
    }
  };
  // The CLI goes on only when the app is done with what came before, so that the app sees every step.
  const gate = await startGate(stack.sandboxOrigin, look);
  const price = await vendor.priceOf(renderNode);
  const env = { SCENARIO_PRICE: price, SCENARIO_EMAIL: visitor.email };
  await runStripeCli(gate.origin, ["fixtures", "sandbox/scenarios/life-of-a-subscription.json"], env);
  await look();
  gate.close();
  expect(life).toEqual([
    "trialing 2 VALID",
    "active 2 VALID",
    "active 5 VALID",
    "past_due 5 VALID",
    "active 5 VALID",
    "canceled 5 REVOKED",
  ]);
  expect(licenses.size).toBe(1);

  await visitor.signInByMail("/portal");
  await expect(visitor.page.getByRole("heading", { name: "Atlas Render Node" })).toBeVisible();
  await expect(visitor.page.getByText("Ended", { exact: true })).toBeVisible();
});
