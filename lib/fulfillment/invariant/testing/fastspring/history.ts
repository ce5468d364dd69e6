import * as fc from "fast-check";
import { aims } from "../crash-plan";
import { stepKinds } from "./steps";

/** A number that picks one of what there is at the time. */
const pick = fc.nat(997);

const turn = fc.record({
  step: fc.record({ kind: fc.constantFrom(...stepKinds), which: pick, what: pick }),
  /** Which of the events not delivered yet go out now, by their place; the same place twice is a duplicate. */
  deliver: fc.array(pick, { maxLength: 6 }),
  /** `start`: both workers begin and later turns go on meanwhile. `finish`: the queue is worked off first. */
  work: fc.constantFrom("none", "start", "start", "finish"),
  /** The next reading of FastSpring is answered slowly: other workers may come first. */
  slowRead: fc.integer({ min: 0, max: 2 }).map((chance) => chance === 0),
  /** The list of unprocessed events is asked for. */
  catchUp: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 0),
});

const crash = fc.record({
  at: fc.oneof({ weight: 1, arbitrary: fc.nat(40) }, { weight: 2, arbitrary: fc.constantFrom(...aims) }),
  runs: fc.integer({ min: 1, max: 3 }),
  how: fc.constantFrom("error" as const, "connection" as const),
});

/** Licenses change less often than they are made: each history breaks there once, if it comes to it. */
const atChange = fc.record({
  at: fc.constant("license.updateMany"),
  runs: fc.constant(1),
  how: fc.constant("connection" as const),
});

/** Everything that chance decides about a history at FastSpring. */
export const histories = fc.record({
  turns: fc.array(turn, { minLength: 12, maxLength: 14, size: "max" }),
  /** Every how manyeth event is never delivered; 0: none is lost. */
  lost: fc.constantFrom(0, 0, 2, 3, 5),
  /** The order and the batches of deliveries, and what the answers of FastSpring and of the database suffer. */
  luck: fc.nat(),
  /** Of a hundred times that events are stored, so many fail, before the effect or after it. */
  storeFaults: fc.constantFrom(0, 10, 30),
  /** Webhook expansion, for the list of unprocessed events; deliveries have both. */
  expansion: fc.boolean(),
  /** Run after run, the next boundary breaks: by an error or with the database connection. */
  crashes: fc.tuple(crash, crash, crash, atChange),
  /** A first reconciliation dies at this boundary; null: there is only the one that comes through. */
  reconciliationDiesAt: fc.option(fc.nat(120)),
  /** Jobs that failed twice are given up, as after the last attempt. */
  impatient: fc.boolean(),
});

export type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;
export type Turn = History["turns"][number];
