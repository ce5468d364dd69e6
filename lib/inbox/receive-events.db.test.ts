import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import type { IncomingEvent } from "./incoming-event";
import { receiveEvents } from "./receive-events";

const now = new Date("2026-06-15T12:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.inboxEvent.deleteMany();
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

function anEvent(eventId: string, more: Partial<IncomingEvent> = {}): IncomingEvent {
  const subject = "fastspring:order:1";
  return { eventId, type: "order.completed", apiVersion: null, occurredAt: now, subject, ignoredReason: null, ...more };
}

const receive = (events: IncomingEvent[], rawBody = "{}") =>
  receiveEvents({ db: database.db, now: () => now }, { provider: "FASTSPRING", events, rawBody });

const queued = () => database.db.$queryRaw`
  SELECT key, payload->>'cause' AS cause, max_attempts FROM graphile_worker._private_jobs ORDER BY key`;

it("a batch is stored whole, and queues each subject once", async () => {
  const other = anEvent("e3", { subject: "fastspring:subscription:2" });
  const nothing = anEvent("e4", { subject: null, ignoredReason: "Nobody listens to it" });
  expect(await receive([anEvent("e1"), anEvent("e2"), other, nothing], "raw 'body'; \u{1F600}")).toEqual({
    stored: 4,
    duplicates: 0,
  });
  expect(await database.db.inboxEvent.findMany({ orderBy: { eventId: "asc" } })).toMatchObject([
    { eventId: "e1", status: "WAITING", reason: null, handledAt: null, receivedAt: now, occurredAt: now },
    { eventId: "e2", rawBody: "raw 'body'; \u{1F600}" },
    { eventId: "e3", subject: "fastspring:subscription:2" },
    { eventId: "e4", status: "IGNORED", reason: "Nobody listens to it", handledAt: now, subject: null },
  ]);
  expect(await queued()).toEqual([
    { key: "fulfill:fastspring:order:1", cause: "event e2 from fastspring", max_attempts: 16 },
    { key: "fulfill:fastspring:subscription:2", cause: "event e3 from fastspring", max_attempts: 16 },
  ]);
});

it("a duplicate writes nothing and queues nothing, also within one batch", async () => {
  await receive([anEvent("e1")]);
  await database.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  expect(await receive([anEvent("e1"), anEvent("e1")])).toEqual({ stored: 0, duplicates: 2 });
  expect(await queued()).toEqual([]);
});

it("the same event id of another provider is another event", async () => {
  await receive([anEvent("e1")]);
  const ctx = { db: database.db, now: () => now };
  const events = [anEvent("e1", { subject: "stripe:order:1" })];
  expect(await receiveEvents(ctx, { provider: "STRIPE", events, rawBody: "{}" })).toMatchObject({ stored: 1 });
});

it("batches with the same subjects in opposite orders never wait for each other in vain", async () => {
  const subjects = Array.from({ length: 20 }, (_, n) => `fastspring:order:${n}`);
  const batches = Array.from({ length: 8 }, (_, b) => {
    const events = subjects.map((subject, n) => anEvent(`b${b}-e${n}`, { subject }));
    return receive(b % 2 ? events : events.toReversed());
  });
  const stored = (await Promise.all(batches)).map((batch) => batch.stored);
  expect(stored).toEqual(Array(8).fill(20));
});
