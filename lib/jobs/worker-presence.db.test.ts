import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createLog } from "@/lib/observability/log";
import { keepPresence } from "./worker-presence";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const log = createLog("silent");

async function seemsAlive(workerId: string): Promise<boolean> {
  const [answer] = await database.db.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('worker:' || ${workerId}, 0)) AS free`;
  return answer?.free === false;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

it("a worker is alive from its announcement until it leaves", async () => {
  const presence = await keepPresence({ log }, database.url);
  expect(await seemsAlive("w1")).toBe(false);
  await presence.announce("w1");
  expect(await seemsAlive("w1")).toBe(true);
  await presence.leave();
  await until(async () => !(await seemsAlive("w1")));
});

it("a worker whose connection was cut is alive again by itself, and others can be announced meanwhile", async () => {
  const presence = await keepPresence({ log }, database.url);
  await presence.announce("w2");
  await database.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()`;
  await presence.announce("w3");
  await until(async () => (await seemsAlive("w2")) && (await seemsAlive("w3")));
  await presence.leave();
});
