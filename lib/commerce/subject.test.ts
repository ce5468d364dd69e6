import * as fc from "fast-check";
import { expect, it } from "vitest";
import { formatSubject, parseEventSubject, parseSubject, type EventSubject } from "./subject";

const subjects: fc.Arbitrary<EventSubject> = fc.record({
  provider: fc.constantFrom("STRIPE", "FASTSPRING"),
  kind: fc.constantFrom("subscription", "order", "payment", "customer", "buyer"),
  id: fc.stringMatching(/^[A-Za-z0-9_:-]{1,40}$/),
});

it("reads back every subject it writes, and as a purchase only what is one", () => {
  fc.assert(
    fc.property(subjects, (subject) => {
      expect(parseEventSubject(formatSubject(subject))).toEqual(subject);
      const isPurchase = subject.kind === "subscription" || subject.kind === "order";
      expect(parseSubject(formatSubject(subject))).toEqual(isPurchase ? subject : null);
    }),
  );
});

it.each(["", "stripe", "stripe:subscription:", "paypal:order:1", "stripe:invoice:in_1"])("refuses %j", (text) => {
  expect(parseEventSubject(text)).toBeNull();
});
