import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limitRate } from "./limit-rate";
import { createTestDatabase, type TestDatabase } from "./test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const perMinute = { name: "test-minute", points: 6, perSeconds: 60 };
const perHour = { name: "test-hour", points: 12, perSeconds: 3600 };

describe("a rate limit", () => {
  it("lets exactly the allowed number through, also when all come at once", async () => {
    const calls = Array.from({ length: 20 }, () => limitRate(database, "same", [perMinute]));
    const verdicts = await Promise.all(calls);
    expect(verdicts.filter((verdict) => verdict.kind === "allowed")).toHaveLength(6);
  });

  it("says how long to wait, by the rule with the longest wait", async () => {
    for (let n = 0; n < 12; n += 1) await limitRate(database, "patient", [perHour]);
    const verdict = await limitRate(database, "patient", [perMinute, perHour]);
    expect(verdict.kind === "limited" && verdict.retryAfterSeconds).toBeGreaterThan(3000);
  });

  it("counts each key for itself, and stores no key in clear", async () => {
    for (let n = 0; n < 7; n += 1) await limitRate(database, "ada@example.com", [perMinute]);
    expect(await limitRate(database, "bob@example.com", [perMinute])).toEqual({ kind: "allowed" });
    const rows = await database.db.rateLimit.findMany();
    expect(JSON.stringify(rows)).not.toContain("example.com");
  });

  it("opens again when the window is over", async () => {
    for (let n = 0; n < 7; n += 1) await limitRate(database, "later", [perMinute]);
    await database.db.rateLimit.updateMany({ data: { expire: new Date(Date.now() - 1000) } });
    expect(await limitRate(database, "later", [perMinute])).toEqual({ kind: "allowed" });
  });
});
