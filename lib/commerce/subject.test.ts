import * as fc from "fast-check";
import { expect, it } from "vitest";
import { formatSubject, parseSubject, type Subject } from "./subject";

const subjects: fc.Arbitrary<Subject> = fc.record({
  provider: fc.constantFrom("STRIPE", "FASTSPRING"),
  kind: fc.constantFrom("subscription", "order"),
  id: fc.stringMatching(/^[A-Za-z0-9_:-]{1,40}$/),
});

it("reads back every subject it writes", () => {
  fc.assert(
    fc.property(subjects, (subject) => {
      expect(parseSubject(formatSubject(subject))).toEqual(subject);
    }),
  );
});

it.each(["", "stripe", "stripe:subscription:", "paypal:order:1", "stripe:customer:cus_1"])("refuses %j", (text) => {
  expect(parseSubject(text)).toBeNull();
});
