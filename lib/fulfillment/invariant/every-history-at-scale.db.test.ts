import * as fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { histories, type History } from "./testing/history";
import { openHouse, type House } from "./testing/house";
import { Play } from "./testing/play-history";
import { scaleBackend } from "./testing/scale-backend";

// The same histories with 10Duke Scale as backend. Replayed as in every-history.db.test.ts.
const { remoteCount: count, seed, path } = inject("invariant");

let house: House;
let suffered: ReadonlySet<string>;
beforeAll(async () => {
  house = await openHouse(async () => {
    const backend = await scaleBackend();
    ({ suffered } = backend);
    return backend;
  });
});
afterAll(() => house.close());

async function play(history: History): Promise<void> {
  const stage = await house.begin();
  const { problems, steps } = await new Play(house, stage, history).run();
  expect(problems, `after ${steps.join(", ")}`).toEqual([]);
}

it(
  "what can be used in 10Duke Scale is f(what the provider says, policy), whatever broke on the way there, before or after the effect",
  { timeout: Math.max(1, count) * 30_000 },
  async () => {
    const which = path === null ? { numRuns: count } : { numRuns: 1, path };
    await fc.assert(fc.asyncProperty(histories, play), { seed, ...which, endOnFailure: true });
    if (path === null && count >= 15) {
      expect([...suffered].sort()).toEqual(["errorAfter", "errorBefore", "resetAfter", "resetBefore"]);
    }
  },
);
