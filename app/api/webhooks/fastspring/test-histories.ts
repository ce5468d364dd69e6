import * as fc from "fast-check";

/** What can happen in a store; numbers choose among what there is by then. */
export type Step =
  | { kind: "buy"; quantity: number; both: boolean }
  | { kind: "subscribe"; plan: number; quantity: number }
  | { kind: "change"; which: number; plan: number; quantity: number }
  | { kind: "renew" | "overdue" | "recover" | "cancel" | "uncancel" | "deactivate"; which: number }
  | { kind: "return"; which: number; whole: boolean }
  | { kind: "chargeback"; which: number }
  | { kind: "deliver"; luck: number };

const which = fc.nat(5);
const plan = fc.nat(1);
const quantity = fc.integer({ min: 1, max: 4 });
const kind = <Kind extends string>(name: Kind) => fc.constant(name);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: kind("buy"), quantity, both: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: kind("subscribe"), plan, quantity }) },
  { weight: 3, arbitrary: fc.record({ kind: kind("change"), which, plan, quantity }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("renew", "overdue", "recover", "cancel", "uncancel", "deactivate"),
      which,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("return"), which, whole: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("chargeback"), which }) },
  { weight: 3, arbitrary: fc.record({ kind: kind("deliver"), luck: fc.nat() }) },
);

/** A history, and the luck of its last deliveries. */
export const histories = fc.record({
  steps: fc.array(step, { minLength: 12, maxLength: 18, size: "max" }),
  expansion: fc.boolean(),
  luck: fc.nat(),
});

export type History = { steps: Step[]; expansion: boolean; luck: number };

/** Dice that fall the same way for the same luck. */
export function diceOf(luck: number): (sides: number) => number {
  let state = (luck ^ 0x9e3779b9) >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
