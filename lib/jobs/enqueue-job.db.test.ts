import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { receiveEvents } from "@/lib/inbox/receive-events";
import { newId } from "@/lib/kernel/ids";
import { systemClock } from "@/lib/kernel/clock";
import { enqueueJob } from "./enqueue-job";

let database: TestDatabase;
let worker: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  worker = new Client({ connectionString: database.url });
  await worker.connect();
});
afterAll(async () => {
  await worker.end();
  await database.drop();
});

const queue = (subject: string) => enqueueJob(database.db, { name: "fulfill", payload: { subject, cause: "test" } });

const receive = (subject: string) => {
  const event = {
    eventId: newId(),
    type: "any",
    apiVersion: null,
    occurredAt: new Date(),
    subject,
    ignoredReason: null,
  };
  const ctx = { db: database.db, now: systemClock };
  return receiveEvents(ctx, { provider: "STRIPE", events: [event], rawBody: "{}" });
};

/** Until somebody waits for a row that the worker holds. */
async function untilSomebodyWaits(): Promise<void> {
  const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  while ((await worker.query(waiting)).rowCount === 0);
}

it.each([
  ["a job", queue],
  ["an event", receive],
])("%s that comes just as a worker takes the waiting job of its key is queued behind it, not lost", async (_, add) => {
  const subject = `stripe:order:cs_${newId()}`;
  await queue(subject);
  // Takes the job as a worker does, but the other may look at it in between.
  await worker.query("BEGIN");
  const taking =
    "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'w', attempts = 1 WHERE key = $1";
  await worker.query(taking, [`fulfill:${subject}`]);
  const adding = add(subject);
  await untilSomebodyWaits();
  await worker.query("COMMIT");
  await adding;
  const jobs = "SELECT locked_by FROM graphile_worker._private_jobs WHERE payload->>'subject' = $1 ORDER BY id";
  expect((await worker.query(jobs, [subject])).rows).toEqual([{ locked_by: "w" }, { locked_by: null }]);
});
