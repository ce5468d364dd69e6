import { describe, expect, test } from "vitest";
import type { Subscription } from "@/lib/commerce/subscription";
import { decideChange, decideStandingObstacle, findObstacle } from "./decide-change";

const at = new Date("2026-06-01");
const running: Subscription = {
  id: "sub_1",
  status: "active",
  currency: "EUR",
  items: [{ id: "si_1", providerPriceId: "price_monthly", quantity: 2, unitAmountMinor: 1200 }],
  startedAt: at,
  trialEnd: null,
  currentPeriodEnd: at,
  cancelAtPeriodEnd: false,
  cancelAt: null,
  canceledAt: null,
  endedAt: null,
  pastDueSince: null,
  buyer: { providerCustomerId: null, licenseeId: null, purchaseIntentId: null, name: null, email: null, company: null },
};
const monthly = (quantity: number) => ({ providerPriceId: "price_monthly", quantity });
const yearly = { providerPriceId: "price_yearly", quantity: 2 };
const decide = (truth: Subscription | null, seen = monthly(2), wanted = yearly, itemId = "si_1") =>
  decideChange(truth, { itemId, seen, wanted }).kind;

describe("a change counts only for what the person saw", () => {
  test("what is as they saw it is changed", () => expect(decide(running)).toBe("change"));
  test("what is not is left alone", () => expect(decide(running, monthly(3))).toBe("changed_meanwhile"));
  test("what is already as they want it is done", () => {
    expect(decide(running, monthly(9), monthly(2))).toBe("done");
    expect(decide({ ...running, status: "past_due" }, monthly(9), monthly(2))).toBe("done");
  });
  test("an item or a subscription that is gone is not looked for elsewhere", () => {
    expect(decide(running, monthly(2), yearly, "si_other")).toBe("changed_meanwhile");
    expect(decide(null)).toBe("changed_meanwhile");
  });
});

test.each<[Partial<Subscription> | { status: string }, string | null]>([
  [{}, null],
  [{ status: "trialing" }, null],
  [{ cancelAtPeriodEnd: true }, "canceled"],
  [{ cancelAt: at }, "canceled"],
  [{ status: "past_due" }, "payment_due"],
  [{ status: "unpaid" }, "suspended"],
  [{ status: "paused" }, "suspended"],
  [{ status: "incomplete" }, "waiting_for_payment"],
  [{ status: "unknown" }, "waiting_for_payment"],
  [{ status: "incomplete_expired" }, "ended"],
  [{ status: "canceled" }, "ended"],
  [{ endedAt: at }, "ended"],
])("before a change, %j has to be put right as: %s", (state, obstacle) => {
  expect(findObstacle({ ...running, ...state })).toBe(obstacle);
});

test.each([
  ["active", true, null],
  ["payment_due", true, null],
  ["disputed", true, "disputed"],
  ["charged_back", true, "disputed"],
  ["active", false, "provider_off"],
  ["disputed", false, "provider_off"],
  ["ended", false, "ended"],
] as const)("what is %s, with its provider connected (%s), meets: %s", (status, isConnected, obstacle) => {
  expect(decideStandingObstacle(status, { isConnected })).toBe(obstacle);
});
