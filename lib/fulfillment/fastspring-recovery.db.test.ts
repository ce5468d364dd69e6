import { afterAll, beforeAll, expect, it } from "vitest";
import { withPace } from "@/lib/context";
import { openFastSpringShop, type FastSpringShop } from "@/lib/test-fastspring-shop";
import { catchUpEvents } from "./catch-up-events";
import { fulfill } from "./fulfill";
import { reconcile } from "./reconcile";

let shop: FastSpringShop;
beforeAll(async () => {
  shop = await openFastSpringShop();
  await shop.sell("studio-monthly");
  await shop.sell("plugin", { kind: "PERPETUAL" });
});
afterAll(() => shop.close());

async function buyEverything(name: string) {
  const account = await shop.account({ first: name, last: "Buyer", email: `${name}@example.com` });
  const { subscriptions } = await shop.order(account, { items: [{ product: "studio-monthly" }] });
  const { id: order } = await shop.order(account, { items: [{ product: "plugin" }] });
  return { account, subscription: subscriptions[0] ?? "", order };
}

const stateOf = async (contractReference: string) =>
  (await shop.ctx.db.license.findFirst({ where: { contractReference } }))?.state ?? null;

async function walk() {
  const ctx = withPace({ ...shop.ctx, env: { ...shop.ctx.env, RECONCILE_READS_PER_SECOND: 100_000 } });
  const result = await reconcile(ctx, { provider: "FASTSPRING", signal: AbortSignal.timeout(60_000) });
  if (result.kind !== "finished") throw new Error(result.kind);
  return result.drift;
}

it("events that nobody delivered are fetched, stored once and marked as processed, more than one page of them", async () => {
  for (let index = 0; index < 7; index += 1) await buyEverything(`missed-${index}`);
  const later = { ...shop.ctx, now: () => new Date(Date.now() + 3_600_000) };
  const { caughtUp } = await catchUpEvents(later, "FASTSPRING");
  expect(caughtUp).toBe(7 * 4);
  expect(await shop.ctx.db.inboxEvent.count({ where: { caughtUp: true, provider: "FASTSPRING" } })).toBe(caughtUp);
  expect(await shop.fastSpring("GET", "/api/events/unprocessed?days=1")).toMatchObject({ events: [], more: false });
  expect(await catchUpEvents(later, "FASTSPRING")).toEqual({ caughtUp: 0 });
});

it("reconciliation makes good what was never told: purchases, changes, ends and returns", async () => {
  const bought = await buyEverything("walked");
  expect((await walk()).repaired).toBeGreaterThanOrEqual(2);
  expect(await stateOf(bought.subscription)).toBe("VALID");
  expect(await stateOf(bought.order)).toBe("VALID");
  await shop.control(`subscriptions/${bought.subscription}/deactivate`);
  await shop.control(`orders/${bought.order}/return`);
  expect(await walk()).toMatchObject({ repaired: 2, parked: 0, failed: 0 });
  expect(await stateOf(bought.subscription)).toBe("REVOKED");
  expect(await stateOf(bought.order)).toBe("REVOKED");
  expect(await walk()).toEqual({ repaired: 0, parked: 0, failed: 0 });
});

it("while FastSpring turns requests away nothing looks gone: neither a purchase nor what there is to walk through", async () => {
  const { subscription } = await buyEverything("limited");
  const subject = { provider: "FASTSPRING", kind: "subscription", id: subscription } as const;
  await shop.control("chaos", { rate_limit: 1 });
  expect(await fulfill(shop.ctx, { subject, cause: "test" })).toMatchObject({ kind: "retry" });
  await expect(walk()).rejects.toMatchObject({ retryable: true });
  await shop.fastSpring("DELETE", "/control/chaos");
  expect(await fulfill(shop.ctx, { subject, cause: "test" })).toMatchObject({ kind: "done" });
});
