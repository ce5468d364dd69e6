import { afterAll, beforeAll, expect, test } from "vitest";
import { lockSubject, tryLockSubject } from "./lock-subject";
import { createTestDatabase, type TestDatabase } from "./test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("two transactions never work on one subject at the same time", async () => {
  const { db } = database;
  let inside = 0;
  let most = 0;
  const work = () =>
    db.$transaction(async (tx) => {
      await lockSubject(tx, "stripe:subscription:sub_1");
      inside += 1;
      most = Math.max(most, inside);
      await tx.$queryRaw`SELECT 1`;
      inside -= 1;
    });
  await Promise.all(Array.from({ length: 8 }, work));
  expect(most).toBe(1);
});

test("another subject does not wait", async () => {
  const { db } = database;
  await db.$transaction(async (tx) => {
    await lockSubject(tx, "stripe:subscription:sub_1");
    await db.$transaction((other) => lockSubject(other, "stripe:subscription:sub_2"));
  });
});

test("who only tries is told at once that another is at work, and that the lock ended with its transaction", async () => {
  const { db } = database;
  const tries = () => db.$transaction((tx) => tryLockSubject(tx, "stripe:subscription:sub_3"));
  await db.$transaction(async (tx) => {
    expect(await tryLockSubject(tx, "stripe:subscription:sub_3")).toBe(true);
    expect(await tries()).toBe(false);
  });
  expect(await tries()).toBe(true);
});
