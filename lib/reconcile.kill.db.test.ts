import { execa } from "execa";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "@/lib/test-shop";

/** More than two pages of Stripe's. */
const purchases = 205;

/** While set, reading this subscription at the provider waits for it. */
let gate: { id: string; opened: Promise<void>; reached: () => void } | null = null;
let asked: string[] = [];

let shop: Shop;
let oldest = "";
beforeAll(async () => {
  shop = await openShop({
    beforeAnswer: async ({ path }) => {
      asked.push(path);
      if (gate === null || path !== `/v1/subscriptions/${gate.id}`) return;
      gate.reached();
      await gate.opened;
    },
  });
  const price = await shop.sell("studio");
  const { providerCustomerId } = await shop.welcome("Ada");
  for (let index = 0; index < purchases; index += 1) {
    const { id } = await shop.subscribe(providerCustomerId, [{ price }]);
    oldest ||= id;
  }
});
afterAll(() => shop.close());
const started: { kill(signal: "SIGKILL"): boolean }[] = [];
afterEach(() => {
  for (const each of started.splice(0)) each.kill("SIGKILL");
});

// One process, without a wrapper between: the signal must reach it itself.
function startReconciliation() {
  const env = { ...shop.settings, RECONCILE_READS_PER_SECOND: "100" };
  const run = execa("node", ["--import", "tsx", "lib/reconcile.ts"], { preferLocal: true, reject: false, env });
  started.push(run);
  return run;
}

it("a reconciliation killed in its third page is gone on with there, and ends with one license each", async () => {
  const { db } = shop.ctx;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => {
    gate = { id: oldest, opened, reached: resolve };
  });
  const killed = startReconciliation();
  await reached;
  const other = await startReconciliation();
  expect([other.exitCode, other.stdout]).toEqual([2, expect.stringContaining("Another process reconciles")]);
  killed.kill("SIGKILL");
  await killed;
  const left = await db.reconciliationRun.findFirstOrThrow();
  expect(left).toMatchObject({ finishedAt: null, subjects: 200, starts: 1, stage: "SUBSCRIPTIONS" });

  open();
  asked = [];
  const { exitCode, stdout, stderr } = await startReconciliation();
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`Repaired: ${purchases}, parked: 0, failed: 0`);
  const run = await db.reconciliationRun.findFirstOrThrow();
  expect(run).toMatchObject({ id: left.id, starts: 2, subjects: purchases });
  // One page of the list and the five purchases in it: nothing is walked twice.
  expect(asked.filter((path) => path === "/v1/subscriptions")).toHaveLength(1);
  expect(asked.filter((path) => path.startsWith("/v1/subscriptions/"))).toHaveLength(purchases - 200);
  expect([await db.grant.count(), await db.license.count()]).toEqual([purchases, purchases]);
}, 180_000);
