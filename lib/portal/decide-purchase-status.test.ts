import { expect, test } from "vitest";
import { decideOrderStatus, decideSubscriptionStatus, noTrouble } from "./decide-purchase-status";

const now = new Date("2026-05-20");
const endsOn = new Date("2026-06-01");

test.each([
  ["trialing", null, "trial"],
  ["trialing", endsOn, "ending"],
  ["active", null, "active"],
  ["active", endsOn, "ending"],
  ["past_due", endsOn, "payment_due"],
  ["unpaid", null, "suspended"],
  ["paused", null, "suspended"],
  ["canceled", null, "ended"],
  ["incomplete", null, "waiting_for_payment"],
  ["incomplete_expired", null, "failed"],
  ["some_new_status", null, "waiting_for_payment"],
] as const)("a subscription that is %s (end: %s) is called %s", (status, end, called) => {
  expect(decideSubscriptionStatus({ status, endedAt: null, endsOn: end })).toBe(called);
});

test("a subscription that has ended is called ended, whatever its status", () => {
  expect(decideSubscriptionStatus({ status: "active", endedAt: endsOn, endsOn: null })).toBe("ended");
});

test("a subscription whose payment is disputed is not called active", () => {
  const seen = { status: "active", endedAt: null, endsOn: null };
  expect(decideSubscriptionStatus(seen, { refundedMinor: 0, disputes: ["won", "open"] })).toBe("disputed");
  expect(decideSubscriptionStatus(seen, { refundedMinor: 0, disputes: ["open", "lost"] })).toBe("charged_back");
  expect(decideSubscriptionStatus(seen, { refundedMinor: 0, disputes: ["won", "closed"] })).toBe("active");
});

const order = { status: "paid", totalMinor: 1000, endsOn: null };

test.each([
  ["paid", "paid"],
  ["pending", "waiting_for_payment"],
  ["open", "waiting_for_payment"],
  ["failed", "failed"],
  ["expired", "failed"],
  ["some_new_status", "waiting_for_payment"],
])("an order that is %s is called %s", (status, called) => {
  expect(decideOrderStatus({ ...order, status }, noTrouble, now)).toBe(called);
});

test.each([
  [0, [], "paid"],
  [400, [], "partly_refunded"],
  [1000, [], "refunded"],
  [1200, [], "refunded"],
  [0, ["open"], "disputed"],
  [0, ["won"], "paid"],
  [400, ["lost"], "charged_back"],
])("a paid order of 1000 with %i given back and disputes %j is called %s", (refundedMinor, disputes, called) => {
  expect(decideOrderStatus(order, { refundedMinor, disputes }, now)).toBe(called);
});

test("an order for a term is called ended when the term is over, and paid until then", () => {
  expect(decideOrderStatus({ ...order, endsOn }, noTrouble, now)).toBe("paid");
  expect(decideOrderStatus({ ...order, endsOn }, noTrouble, endsOn)).toBe("ended");
});
