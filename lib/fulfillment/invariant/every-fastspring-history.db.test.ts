import * as fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { crashedAt, findUnreachedAims } from "./testing/crash-plan";
import { histories, type History } from "./testing/fastspring/history";
import { apiFaults, openFastSpringHouse, type FastSpringHouse } from "./testing/fastspring/house";
import { Play } from "./testing/fastspring/play";

// Histories at FastSpring. Replayed as in every-history.db.test.ts.
const { fastSpringCount: count, seed, path } = inject("invariant");

// Files may share a process, and so this set: what others reached does not count here.
crashedAt.clear();

let house: FastSpringHouse;
beforeAll(async () => {
  house = await openFastSpringHouse();
});
afterAll(() => house.close());

async function play(history: History): Promise<void> {
  const stage = await house.begin(history.expansion);
  const { problems, steps } = await new Play(house, stage, history).run();
  expect(problems, `after ${steps.join(", ")}`).toEqual([]);
}

it(
  "what is granted is f(what FastSpring says, policy), whatever order, batches, losses, resends, crashes and races there were",
  { timeout: count * 20_000 },
  async () => {
    const which = path === null ? { numRuns: count } : { numRuns: 1, path };
    // Not made smaller: a race need not come again in a smaller history.
    await fc.assert(fc.asyncProperty(histories, play), { seed, ...which, endOnFailure: true });
    if (path !== null || count < 40) return;
    expect(findUnreachedAims(count)).toEqual([]);
    expect([...house.suffered].sort()).toEqual([...apiFaults].sort());
  },
);
