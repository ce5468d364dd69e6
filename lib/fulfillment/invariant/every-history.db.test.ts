import * as fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { crashedAt, findUnreachedAims } from "./testing/crash-plan";
import { histories, type History } from "./testing/history";
import { findUncovered } from "./testing/coverage";
import { openHouse, type House } from "./testing/house";
import { Play } from "./testing/play-history";
import type { StepKind } from "./testing/steps";

/*
 * A failing run prints its seed and path; INVARIANT_SEED=<seed> INVARIANT_PATH=<path> npm run test:invariant plays that
 * history again. INVARIANT_HISTORIES says how many; npm run test:long plays 1,000 of a new seed.
 */
const { count, seed, path } = inject("invariant");

// Files may share a process, and so this set: what others reached does not count here.
crashedAt.clear();

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Over all histories. */
const taken = new Set<StepKind>();

async function play(history: History): Promise<void> {
  const stage = await house.begin();
  const { problems, steps } = await new Play(house, stage, history).run();
  for (const step of steps) taken.add(step);
  expect(problems, `after ${steps.join(", ")}`).toEqual([]);
}

it(
  "what is granted is f(what the provider says, policy), whatever order, losses, duplicates, crashes and races there were",
  { timeout: count * 20_000 },
  async () => {
    const which = path === null ? { numRuns: count } : { numRuns: 1, path };
    // Not made smaller: a race need not come again in a smaller history.
    await fc.assert(fc.asyncProperty(histories, play), { seed, ...which, endOnFailure: true });
    if (path !== null || count < 60) return;
    expect(findUnreachedAims(count)).toEqual([]);
    expect(await findUncovered(house.ctx.db, { count, taken })).toEqual([]);
  },
);
