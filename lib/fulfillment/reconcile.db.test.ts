import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { formatSubject } from "@/lib/commerce/subject";
import { withPace } from "@/lib/context";
import { holdLock } from "@/lib/db/hold-lock";
import { orderSubject, openShop, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { fulfill } from "./fulfill";
import { listDrift } from "./find-reconciliation";
import { reconcile } from "./reconcile";

/** Told of each request that Stripe answers. */
let onRequest: (path: string) => void | Promise<void> = () => undefined;

let shop: Shop;
let monthly: string;
let once: string;
beforeAll(async () => {
  shop = await openShop({ beforeAnswer: async ({ path }) => await onRequest(path) });
  monthly = await shop.sell("studio");
  once = await shop.sell("forever", { kind: "PERPETUAL", access: "KEY" });
});
afterAll(() => shop.close());
beforeEach(async () => {
  onRequest = () => undefined;
  await shop.ctx.db.reconciliationRun.deleteMany();
});

const fast = () => withPace({ ...shop.ctx, env: { ...shop.ctx.env, RECONCILE_READS_PER_SECOND: 100_000 } });

async function run(signal: AbortSignal = new AbortController().signal) {
  const result = await reconcile(fast(), { provider: "STRIPE", signal });
  if (result.kind !== "finished") throw new Error(result.kind);
  return { ...result, entries: await listDrift(shop.ctx, result.run.id, { after: null, limit: 100 }) };
}

async function buy(name: string) {
  const bought = await shop.purchase(name, { price: monthly, quantity: 1 });
  return { ...bought, id: bought.subject.id };
}

const paymentList = z.object({ data: z.array(z.object({ id: z.string() })) });

async function paymentOf(providerCustomerId: string): Promise<string> {
  const url = `${shop.settings.STRIPE_API_BASE}/v1/payment_intents?customer=${providerCustomerId}`;
  const answer = await fetch(url, { headers: { authorization: "Bearer sk_test_shop" } });
  return paymentList.parse(await answer.json()).data[0]?.id ?? "";
}

const licensesOf = (licenseeId: string) => shop.ctx.licensing.listLicenses(licenseeId);
const fulfillNow = (id: string) => fulfill(shop.ctx, { subject: subscriptionSubject(id), cause: "test" });

describe("reconciliation makes good what was never told", () => {
  it("a purchase, a cancellation and seats; it reports each with what differed, and finds nothing the second time", async () => {
    const [unheard, ended, grown, same] = [await buy("Ada"), await buy("Bea"), await buy("Cyd"), await buy("Dee")];
    for (const { id } of [ended, grown, same]) await fulfillNow(id);
    await shop.stripe("DELETE", `/v1/subscriptions/${ended.id}`);
    const [item] = await shop.ctx.db.subscriptionItem.findMany({
      where: { subscription: { providerSubscriptionId: grown.id } },
    });
    await shop.stripe("POST", `/v1/subscriptions/${grown.id}`, { items: [{ id: item?.providerItemId, quantity: 4 }] });

    let asked = 0;
    onRequest = () => void (asked += 1);
    const { entries, drift, run: first } = await run();
    expect(first.requests).toBe(asked);
    expect(drift).toEqual({ repaired: 3, parked: 0, failed: 0 });
    expect(await licensesOf(unheard.licenseeId)).toMatchObject([{ state: "valid", qty: 1 }]);
    expect(await licensesOf(ended.licenseeId)).toMatchObject([{ state: "revoked" }]);
    expect(await licensesOf(grown.licenseeId)).toMatchObject([{ state: "valid", qty: 4 }]);
    const differences = new Map(entries.map(({ subject, difference }) => [subject, difference]));
    expect(differences.get(`stripe:subscription:${ended.id}`)).toContain("status was active, is canceled");
    expect(differences.get(`stripe:subscription:${grown.id}`)).toContain("changed seats 1");
    expect(differences.has(`stripe:subscription:${same.id}`)).toBe(false);
    expect(first).toMatchObject({ starts: 1, stage: "PARKED" });
    const audited = await shop.ctx.db.auditEntry.findMany({ where: { actor: "system:reconciliation" } });
    expect(audited.map((entry) => entry.action).sort()).toEqual([
      "license.changed_seats",
      "license.issued",
      "license.revoked",
    ]);

    const again = await run();
    expect([again.entries, again.run.subjects]).toEqual([[], first.subjects]);
  });

  it("a one-time order, within the days that it looks back", async () => {
    const customer = await shop.welcome("Eve");
    const id = await shop.buy({
      customer: customer.providerCustomerId,
      line_items: [{ price: once, quantity: 1 }],
      metadata: { tendukeLicenseeId: customer.licenseeId },
    });
    const { entries } = await run();
    expect(entries.map(({ subject }) => subject)).toEqual([formatSubject(orderSubject(id))]);
    expect(await licensesOf(customer.licenseeId)).toHaveLength(1);
  });

  it("a refund of a subscription's payment, of which the subscription itself tells nothing", async () => {
    const { id, providerCustomerId } = await buy("Kim");
    await fulfillNow(id);
    await shop.stripe("POST", "/v1/refunds", { payment_intent: await paymentOf(providerCustomerId) });
    const { entries } = await run();
    const subject = `stripe:subscription:${id}`;
    expect(entries).toMatchObject([{ subject, difference: expect.stringContaining("was absent, is succeeded") }]);
    expect(await shop.ctx.db.refund.count({ where: { subject } })).toBe(1);
    expect((await run()).entries).toEqual([]);
  });

  it("what we licensed and the provider no longer knows is parked for a person", async () => {
    const { id: customerId } = await shop.welcome("Flo");
    const subject = "stripe:subscription:sub_vanished";
    const grant = { line: "si_1", sku: "studio", providerPriceId: monthly, seatsPerUnit: 1, licenseId: "gone" };
    await shop.ctx.db.grant.create({ data: { provider: "STRIPE", subject, customerId, ...grant } });
    const { entries } = await run();
    expect(entries).toMatchObject([{ subject, outcome: "PARKED" }]);
    await shop.ctx.db.grant.deleteMany({ where: { subject } });
  });
});

describe("a provider in trouble", () => {
  it("with one purchase: that one is reported and left to the queue, the rest is done", async () => {
    const sick = await buy("Gil");
    const well = await buy("Hal");
    onRequest = (path) => {
      if (path === `/v1/subscriptions/${sick.id}`) throw new Error("a fault at Stripe");
    };
    const { entries } = await run();
    expect(entries.map(({ subject, outcome }) => [subject, outcome]).sort()).toEqual(
      [
        [`stripe:subscription:${sick.id}`, "FAILED"],
        [`stripe:subscription:${well.id}`, "REPAIRED"],
      ].sort(),
    );
    const queued = await shop.ctx.db.$queryRaw<unknown[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE key = ${`fulfill:stripe:subscription:${sick.id}`}`;
    expect(queued).toHaveLength(1);
    onRequest = () => undefined;
    expect((await run()).entries).toMatchObject([{ outcome: "REPAIRED" }]);
  });

  it("with everything: the run fails as a whole, and the next start goes on with it", async () => {
    onRequest = (path) => {
      if (path.startsWith("/v1/checkout/sessions")) throw new Error("a fault at Stripe");
    };
    await expect(run()).rejects.toThrow("listing checkout sessions failed");
    const asked: string[] = [];
    onRequest = (path) => void asked.push(path);
    const { run: ended } = await run();
    expect(ended.starts).toBe(2);
    expect(asked.filter((path) => path === "/v1/subscriptions")).toEqual([]);
  });
});

it("two at once are refused, from whatever process", async () => {
  const held = await holdLock(shop.settings.DATABASE_URL, "reconciliation:STRIPE");
  const { signal } = new AbortController();
  expect(await reconcile(fast(), { provider: "STRIPE", signal })).toEqual({ kind: "busy" });
  await held?.release();
  expect((await run()).run.finishedAt).not.toBeNull();
});

it("told to stop, it ends what is under way and goes on from there the next time", async () => {
  await buy("Ida");
  const stop = new AbortController();
  onRequest = (path) => {
    if (path.startsWith("/v1/subscriptions/sub")) stop.abort();
  };
  expect((await reconcile(fast(), { provider: "STRIPE", signal: stop.signal })).kind).toBe("stopped");
  onRequest = () => undefined;
  const { run: ended } = await run();
  expect(ended.starts).toBe(2);
  expect((await run()).entries).toEqual([]);
});

it("a place where it left off that the provider no longer knows costs a walk from the beginning, nothing else", async () => {
  const { db } = shop.ctx;
  const times = { startedAt: new Date(), progressedAt: new Date(), ordersSince: new Date(0) };
  await db.reconciliationRun.create({ data: { provider: "STRIPE", ...times, cursor: "sub_deleted" } });
  const bought = await buy("Joy");
  expect((await run()).entries).toMatchObject([{ subject: `stripe:subscription:${bought.id}` }]);
});

it("a run cut off more than a day ago is not gone on with, and old reports are forgotten", async () => {
  const { db } = shop.ctx;
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const begun = (days: number) => ({
    startedAt: daysAgo(days),
    progressedAt: daysAgo(days),
    ordersSince: daysAgo(200),
  });
  const stale = await db.reconciliationRun.create({ data: { provider: "STRIPE", ...begun(2) } });
  await db.reconciliationRun.create({ data: { provider: "STRIPE", ...begun(91), finishedAt: daysAgo(91) } });
  const { run: ended } = await run();
  expect(ended.starts).toBe(1);
  const left = await db.reconciliationRun.findMany({ orderBy: { startedAt: "asc" } });
  expect(left.map(({ id }) => id)).toEqual([stale.id, ended.id]);
  expect(left[0]?.abandonedAt).not.toBeNull();
});
