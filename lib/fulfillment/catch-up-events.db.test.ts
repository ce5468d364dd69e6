import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "@/lib/test-shop";
import { catchUpEvents } from "./catch-up-events";
import { findSilence } from "./find-silence";

const hourMs = 3_600_000;

let shop: Shop;
let monthly: string;
beforeAll(async () => {
  // Its notifications reach nobody: the address is closed.
  shop = await openShop({ webhooks: [{ url: "http://localhost:9/nobody", secret: "whsec_test_current" }] });
  monthly = await shop.sell("studio");
});
afterAll(() => shop.close());

const hoursFromNow = (hours: number) => ({ ...shop.ctx, now: () => new Date(Date.now() + hours * hourMs) });

it("events that were never delivered are fetched, each once, and queued like delivered ones", async () => {
  const { db } = shop.ctx;
  const customer = await shop.welcome("Ada");
  const { id } = await shop.subscribe(customer.providerCustomerId, [{ price: monthly }]);
  expect(await catchUpEvents(shop.ctx, "STRIPE")).toEqual({ caughtUp: 0 });
  expect(await db.inboxEvent.count()).toBe(0);

  const { caughtUp } = await catchUpEvents(hoursFromNow(1), "STRIPE");
  expect(caughtUp).toBeGreaterThanOrEqual(2);
  const subject = `stripe:subscription:${id}`;
  const stored = await db.inboxEvent.findMany();
  expect(stored).toHaveLength(caughtUp);
  expect(stored.map((event) => event.subject)).toContain(subject);
  expect(stored.filter((event) => event.status !== "WAITING" || !event.caughtUp)).toEqual([]);
  const queued = await db.$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`fulfill:${subject}`}`;
  expect(queued).toHaveLength(1);
  expect(await catchUpEvents(hoursFromNow(1), "STRIPE")).toEqual({ caughtUp: 0 });
});

it("an event that comes by itself after a long outage hides none of those before it", async () => {
  const { db } = shop.ctx;
  const customer = await shop.welcome("Bea");
  const { id } = await shop.subscribe(customer.providerCustomerId, [{ price: monthly }]);
  const days = 24 * 20;
  const came = { occurredAt: hoursFromNow(days).now(), receivedAt: hoursFromNow(days).now() };
  const event = { provider: "STRIPE", eventId: "evt_after_outage", type: "x", status: "DONE", rawBody: "{}" } as const;
  const { id: row } = await db.inboxEvent.create({ data: { ...event, ...came } });
  expect((await catchUpEvents(hoursFromNow(days + 1), "STRIPE")).caughtUp).toBeGreaterThanOrEqual(2);
  expect(await db.inboxEvent.count({ where: { subject: `stripe:subscription:${id}` } })).toBeGreaterThan(0);
  await db.inboxEvent.delete({ where: { id: row } });
});

it("silence is told only when something was due, and fetched events don't break it", async () => {
  const { db } = shop.ctx;
  await db.subscription.deleteMany();
  expect(await findSilence(shop.ctx, "STRIPE")).toBeNull();

  const { id: customerId } = await db.customer.findFirstOrThrow();
  const times = { startedAt: new Date(), readAt: new Date(), cancelAtPeriodEnd: false };
  const state = { customerId, status: "active", currency: "EUR", providerSubscriptionId: "sub_due", ...times };
  const currentPeriodEnd = new Date(Date.now() - 5 * hourMs);
  await db.subscription.create({ data: { provider: "STRIPE", ...state, currentPeriodEnd } });
  expect(await findSilence(shop.ctx, "STRIPE")).toMatchObject({ expected: 1, lastEventAt: null });
  expect((await findSilence(shop.ctx, "STRIPE"))?.warning).toContain("for 24 hours, though 1 were due");

  const event = { provider: "STRIPE", eventId: "evt_came", type: "x", status: "DONE", rawBody: "{}" } as const;
  await db.inboxEvent.create({ data: { ...event, occurredAt: new Date(), receivedAt: new Date() } });
  expect(await findSilence(shop.ctx, "STRIPE")).toBeNull();
});
