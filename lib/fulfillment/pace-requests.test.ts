import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { paceRequests } from "./pace-requests";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("never lets more than the limit through in any second, wherever that second begins", async () => {
  const pace = paceRequests(25);
  const letThroughAt: number[] = [];
  const work = async () => {
    for (let index = 0; index < 30; index += 1) {
      await pace.wait();
      letThroughAt.push(Date.now());
    }
  };
  const all = Promise.all(Array.from({ length: 6 }, work));
  await vi.runAllTimersAsync();
  await all;
  expect(pace.count()).toBe(180);
  const mostInASecond = Math.max(
    ...letThroughAt.map((start) => letThroughAt.filter((at) => at >= start && at < start + 1000).length),
  );
  expect(mostInASecond).toBe(25);
  expect((letThroughAt.at(-1) ?? 0) - (letThroughAt[0] ?? 0)).toBeGreaterThanOrEqual(7000);
});
