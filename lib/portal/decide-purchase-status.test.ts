import { expect, test } from "vitest";
import { decideOrderStatus, decideSubscriptionStatus } from "./decide-purchase-status";

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

test.each([
  ["paid", "paid"],
  ["pending", "waiting_for_payment"],
  ["open", "waiting_for_payment"],
  ["failed", "failed"],
  ["expired", "failed"],
  ["some_new_status", "waiting_for_payment"],
])("an order that is %s is called %s", (status, called) => {
  expect(decideOrderStatus(status)).toBe(called);
});
