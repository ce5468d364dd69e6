import * as fc from "fast-check";
import { aims } from "./crash-plan";
import { drawn } from "./take-step";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * From vitest.config.ts: how many histories are played, how many with a remote backend and at FastSpring, which, and
     * the path to one that failed.
     */
    invariant: { count: number; remoteCount: number; fastSpringCount: number; seed: number; path: string | null };
  }
}

/** A number that picks one of what there is at the time. */
const pick = fc.nat(997);

const chance = fc.constantFrom(0, 0.03, 0.1);

const turn = fc.record({
  step: fc.record({ kind: fc.constantFrom(...drawn), goesOn: fc.boolean(), which: pick, what: pick }),
  /** Which of the events not delivered yet go out now, by their place; the same place twice is a duplicate. */
  deliver: fc.array(pick, { maxLength: 5 }),
  /** Whether the newest events of what the step changed are among them. */
  tell: fc.boolean(),
  /** `start`: both workers begin and later turns go on meanwhile. `finish`: the queue is worked off first. */
  work: fc.constantFrom("none", "start", "start", "finish"),
  /** The next reading of the provider is answered slowly: other workers may come first. */
  slowRead: fc.integer({ min: 0, max: 2 }).map((chance) => chance === 0),
});

/** Everything that chance decides about a history. */
export const histories = fc.record({
  turns: fc.array(turn, { minLength: 12, maxLength: 14, size: "max" }),
  afterRetries: fc.constantFrom("cancel", "unpaid", "past_due"),
  /** Every how manyeth event is never delivered; 0: none is lost. */
  lost: fc.constantFrom(0, 0, 2, 3, 5),
  /** The order of the late deliveries. */
  shuffle: fc.array(pick, { minLength: 8, maxLength: 8, size: "max" }),
  /** Run after run, the next boundary breaks: by an error or with the database connection. */
  crashes: fc.record({
    at: fc.oneof(fc.nat(40), fc.constantFrom(...aims)),
    runs: fc.nat(8),
    how: fc.constantFrom("error", "connection"),
  }),
  /** Requests of Usher that the provider answers with an error, some of them after it did what was asked. */
  chaos: fc.option(fc.record({ seed: pick, api_error: chance, lost_answer: chance, rate_limit: chance }), { freq: 2 }),
  /** The process that reconciles dies at this boundary of its first start; the next start goes on. */
  reconciliationDiesAt: fc.option(fc.nat(250)),
  /** Jobs that failed twice are given up, as after the last attempt. */
  impatient: fc.boolean(),
});

export type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;
export type Turn = History["turns"][number];
