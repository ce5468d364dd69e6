import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openTestContext } from "@/lib/test-context";
import { GET as live } from "./health/route";
import { GET as ready } from "./health/ready/route";
import { GET as metrics } from "./metrics/route";

let opened: Awaited<ReturnType<typeof openTestContext>>;
beforeAll(async () => {
  opened = await openTestContext();
});
afterAll(() => opened.close());
beforeEach(async () => {
  await opened.ctx.db.workerHeartbeat.deleteMany();
});

const seenSecondsAgo = (seconds: number) =>
  opened.ctx.db.workerHeartbeat.create({ data: { workerId: "w", seenAt: new Date(Date.now() - seconds * 1000) } });
const ask = (token: string) =>
  metrics(new Request("http://localhost/api/metrics", { headers: { authorization: `Bearer ${token}` } }));

it("is alive without asking anything of anybody", () => {
  expect(live().status).toBe(200);
});

it("is ready only with a migrated database and a worker seen in the last 30 seconds", async () => {
  expect((await ready()).status).toBe(503);
  await seenSecondsAgo(31);
  expect((await ready()).status).toBe(503);
  await opened.ctx.db.workerHeartbeat.deleteMany();
  await seenSecondsAgo(5);
  const answer = await ready();
  const body: unknown = await answer.json();
  expect([answer.status, body]).toEqual([200, { status: "ready", problems: [], degraded: [], licensing: "embedded" }]);
});

it("is ready but degraded, and says so in a metric, when events that were due did not come", async () => {
  const { db } = opened.ctx;
  await seenSecondsAgo(1);
  const { id: customerId } = await db.customer.create({ data: { type: "PERSON", origin: "MANAGED", name: "Ada" } });
  const currentPeriodEnd = new Date(Date.now() - 5 * 3_600_000);
  const times = { startedAt: new Date(0), readAt: new Date(0), currentPeriodEnd };
  const state = { provider: "STRIPE", providerSubscriptionId: "sub_1", status: "active", currency: "EUR" } as const;
  await db.subscription.create({ data: { ...state, ...times, customerId, cancelAtPeriodEnd: false } });
  const answer = await ready();
  const metricsText = await (await ask("a token for tests")).text();
  await db.subscription.deleteMany();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ degraded: [expect.stringContaining("No event came from stripe")] });
  expect(metricsText).toContain('usher_events_missing{provider="stripe"} 1');
});

it("is not ready when a migration is missing", async () => {
  await seenSecondsAgo(1);
  await opened.ctx.db.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
  const answer = await ready();
  await opened.ctx.db.$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`;
  expect(answer.status).toBe(503);
  expect(JSON.stringify(await answer.json())).toContain("migrations");
});

it("shows metrics to who has the token, and to nobody else", async () => {
  await seenSecondsAgo(2);
  await opened.ctx.db.inboxEvent.create({
    data: { provider: "STRIPE", eventId: "evt_1", type: "x", status: "PARKED", rawBody: "{}", occurredAt: new Date() },
  });
  expect((await ask("wrong")).status).toBe(401);
  const answer = await ask("a token for tests");
  expect(answer.headers.get("content-type")).toContain("text/plain");
  const text = await answer.text();
  expect(text).toContain('usher_inbox_events{status="PARKED"} 1');
  expect(text).toContain('usher_provider_connected{provider="stripe"} 1');
  expect(text).toContain('usher_provider_connected{provider="fastspring"} 0');
  expect(text).toContain("usher_worker_last_seen_seconds");
  expect(text).toContain('usher_licensing_backend{backend="embedded"} 1');
});

it("has no metrics page without a token in the settings", async () => {
  const { ctx } = opened;
  globalThis.usherContext = { ...ctx, env: { ...ctx.env, METRICS_TOKEN: undefined } };
  const answer = await ask("undefined").finally(() => (globalThis.usherContext = ctx));
  expect(answer.status).toBe(404);
});
