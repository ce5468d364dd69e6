import * as fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatSubject, type Subject } from "@/lib/commerce/subject";
import type { Subscription } from "@/lib/commerce/subscription";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/kernel/add-days";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { openShop, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { fulfill } from "./fulfill";
import { fulfillNow } from "./fulfill-now";

let shop: Shop;
let monthly: string;
beforeAll(async () => {
  shop = await openShop();
  monthly = await shop.sell("studio");
});
afterAll(() => shop.close());

const run = (subject: Subject, ctx: Context = shop.ctx) => fulfill(ctx, { subject, cause: "test" });

async function purchase(name: string, quantity = 1) {
  const bought = await shop.purchase(name, { price: monthly, quantity });
  return { ...bought, licenses: () => shop.ctx.licensing.listLicenses(bought.licenseeId) };
}

async function setSeats(subject: Subject, quantity: number): Promise<void> {
  const found = await shop.ctx.commerce.STRIPE.readSubscription(subject.id, AbortSignal.timeout(5_000));
  await shop.stripe("POST", `/v1/subscription_items/${found?.items[0]?.id}`, { quantity });
}

function reading(read: (id: string, signal: AbortSignal) => Promise<Subscription | null>): Context {
  return { ...shop.ctx, commerce: { STRIPE: { ...shop.ctx.commerce.STRIPE, readSubscription: read } } };
}

async function untilSomebodyWaitsForALock(): Promise<void> {
  const waiting = () => shop.ctx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  while ((await waiting()).length === 0) await sleep(10);
}

it("ten runs at once, from several places, issue one license", async () => {
  const { subject, licenses } = await purchase("Ada");
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => run(subject)));
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(Array(10).fill("done"));
  expect(await licenses()).toHaveLength(1);
  expect(await shop.ctx.db.outgoingMail.count({ where: { recipient: "ada@example.com" } })).toBe(1);
});

it("a slow reader that read first and finishes last does not overwrite newer state", async () => {
  const { subject, licenses } = await purchase("Bea", 2);
  const [read, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = reading(async (id, signal) => {
    const old = await shop.ctx.commerce.STRIPE.readSubscription(id, signal);
    read.resolve();
    await gate.promise;
    return old;
  });
  const slowRun = run(subject, slow);
  await read.promise;
  await setSeats(subject, 7);
  const quickRun = run(subject);
  // As far as it can get beside the slow one: to its end if nothing held it, to the lock as things should be.
  await Promise.race([quickRun, untilSomebodyWaitsForALock()]);
  gate.resolve();
  await Promise.all([slowRun, quickRun]);
  expect(await licenses()).toMatchObject([{ qty: 7 }]);
});

it("a page does not wait for a run under way, and leaves the rest to the worker", async () => {
  const { subject } = await purchase("Dina");
  const [read, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slowRun = run(
    subject,
    reading(async (id, signal) => {
      read.resolve();
      await gate.promise;
      return await shop.ctx.commerce.STRIPE.readSubscription(id, signal);
    }),
  );
  await read.promise;
  const visits = await Promise.all([1, 2, 3].map(() => fulfillNow(shop.ctx, { subject, cause: "page" })));
  expect(visits.map((visit) => visit.kind)).toEqual(["retry", "retry", "retry"]);
  gate.resolve();
  expect(await slowRun).toMatchObject({ kind: "done" });
});

describe("a crash at any step leaves nothing half done, and the next run ends with one license", () => {
  const crash = () => Promise.reject(new Error("The process died"));
  const crashingLicensing = (broken: (port: LicensingPort) => Partial<LicensingPort>): Context => {
    const wrap = (port: LicensingPort): LicensingPort => ({
      ...port,
      ...broken(port),
      within: (tx) => wrap(port.within(tx)),
    });
    return { ...shop.ctx, licensing: wrap(shop.ctx.licensing) };
  };
  const points: [string, () => Context][] = [
    ["reading the provider", () => reading(crash)],
    ["before issuing", () => crashingLicensing(() => ({ issueLicense: crash }))],
    [
      "after issuing",
      () =>
        crashingLicensing((port) => ({
          issueLicense: async (license) => {
            await port.issueLicense(license);
            return await crash();
          },
        })),
    ],
  ];
  it.each(points)("%s", async (name, broken) => {
    const bought = await purchase(name.replaceAll(" ", "-"));
    await expectRecovery(bought, () => run(bought.subject, broken()));
  });

  it("after everything, before the commit", async () => {
    const bought = await purchase("before-the-commit");
    const { db } = shop.ctx;
    await db.$executeRaw`
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'The process died'; END $$`;
    await db.$executeRaw`
      CREATE TRIGGER die BEFORE UPDATE ON "InboxEvent" FOR EACH ROW WHEN (NEW.status = 'DONE') EXECUTE FUNCTION die()`;
    await expectRecovery(bought, () =>
      run(bought.subject).finally(() => db.$executeRaw`DROP TRIGGER die ON "InboxEvent"`),
    );
  });

  async function expectRecovery(bought: Awaited<ReturnType<typeof purchase>>, brokenRun: () => Promise<unknown>) {
    const { subject, licenses } = bought;
    const { db } = shop.ctx;
    const event = { provider: "STRIPE", type: "test", subject: formatSubject(subject), status: "WAITING" } as const;
    const received = { eventId: `evt_${subject.id}`, rawBody: "{}", occurredAt: new Date() };
    const { id } = await db.inboxEvent.create({ data: { ...event, ...received } });

    await expect(brokenRun()).rejects.toThrow("The process died");
    expect(await licenses()).toEqual([]);
    expect(await db.grant.count({ where: { customerId: bought.id } })).toBe(0);
    const noted = { status: "WAITING", attempts: 1, lastError: expect.stringContaining("The process died") };
    expect(await db.inboxEvent.findUnique({ where: { id } })).toMatchObject(noted);

    expect(await run(subject)).toMatchObject({ kind: "done" });
    expect(await licenses()).toHaveLength(1);
    expect(await db.outgoingMail.count({ where: { recipient: bought.email } })).toBe(1);
    expect(await db.inboxEvent.findUnique({ where: { id } })).toMatchObject({ status: "DONE" });
  }
});

it("a past-due subscription stays licensed, and is looked at again when its grace ends", async () => {
  const { subject, licenses } = await purchase("Carl");
  await run(subject);
  const pastDueSince = new Date();
  const overdue = reading(async (id, signal) => {
    const found = await shop.ctx.commerce.STRIPE.readSubscription(id, signal);
    return found && { ...found, status: "past_due", pastDueSince };
  });
  await run(subject, overdue);
  expect(await licenses()).toMatchObject([{ state: "valid" }]);
  const key = `recheck:${formatSubject(subject)}`;
  const [job] = await shop.ctx.db.$queryRaw<{ run_at: Date }[]>`
    SELECT run_at FROM graphile_worker.jobs WHERE key = ${key}`;
  expect(job?.run_at).toEqual(addDays(pastDueSince, 14));
  await run(subject, { ...overdue, now: () => addDays(pastDueSince, 14) });
  expect(await licenses()).toMatchObject([{ state: "suspended" }]);
  await run(subject);
  expect(await licenses()).toMatchObject([{ state: "valid" }]);
});

it("each second purchase of a product is flagged and told once, in whatever order, however often and at once they are heard of", async () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(order, fc.boolean(), async (heardOf, atOnce) => {
      const { id: customerId, licenseeId } = await shop.welcome("Edda");
      const ids: string[] = [];
      for (let n = 0; n < 4; n += 1) {
        // Each from another payer, for the same licensee.
        const payer = await shop.introduce({});
        const { id } = await shop.subscribe(payer, [{ price: monthly }], { tendukeLicenseeId: licenseeId });
        ids.push(id);
      }
      const hearOf = (which: number) => run(subscriptionSubject(ids[which] ?? ""));
      if (atOnce) await Promise.all([...new Set(heardOf)].map(hearOf));
      else for (const which of heardOf) await hearOf(which);
      const flags = await shop.ctx.db.supportFlag.findMany({ where: { customerId } });
      expect(flags.map(({ key }) => key)).toHaveLength(3);
      expect(await shop.ctx.db.license.count({ where: { contractReference: { in: ids } } })).toBe(4);
    }),
    {
      numRuns: 8,
      seed: 20_261_122,
      examples: [
        [[3, 2, 1, 0, 0, 1, 2, 3], false],
        [[0, 2, 1, 3, 2, 1, 0, 3], false],
        [[0, 1, 2, 3, 0, 1, 2, 3], true],
      ],
    },
  );
});
