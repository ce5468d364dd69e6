import { expect, it } from "vitest";
import { combineOutcomes } from "./combine-outcomes";

const done = { kind: "done", reason: "Licensed" } as const;
const parked = { kind: "parked", reason: "Whose is it?" } as const;
const retry = { kind: "retry", reason: "Stripe is down" } as const;

it("what is still to do goes before what is doubtful, that before what is done", () => {
  expect(combineOutcomes([done, parked], "none")).toEqual({ kind: "parked", reason: "Licensed; Whose is it?" });
  expect(combineOutcomes([parked, retry, done], "none").kind).toBe("retry");
});

it("nothing is ignored, with a reason", () => {
  expect(combineOutcomes([], "It paid for nothing")).toEqual({ kind: "ignored", reason: "It paid for nothing" });
});
