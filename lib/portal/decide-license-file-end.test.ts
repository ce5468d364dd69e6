import { expect, test } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { decideLicenseFileEnd } from "./decide-license-file-end";
import type { TermSubscription } from "./decide-license-term";

const now = new Date("2026-11-22T12:00:00.000Z");
const inDays = (days: number) => addDays(now, days);
const running: TermSubscription = {
  status: "active",
  trialEnd: null,
  currentPeriodEnd: inDays(5),
  cancelAtPeriodEnd: false,
  cancelAt: null,
  pastDueSince: null,
};
const terms = { days: 30, graceDays: 14, now };

test.each<[string, Partial<TermSubscription> | null, number]>([
  ["perpetual: as long as was chosen", null, 30],
  ["renewed at the period’s end: as long as was chosen", {}, 30],
  ["canceled at the period’s end: until then", { cancelAtPeriodEnd: true }, 5],
  ["canceled on a date: until then", { cancelAt: inDays(9) }, 9],
  ["a trial: until it turns into something paid", { status: "trialing", trialEnd: inDays(3) }, 3],
  ["a trial’s end counts no longer once it is paid", { trialEnd: inDays(-20) }, 30],
  ["overdue: until the grace period ends", { status: "past_due", pastDueSince: inDays(-4) }, 10],
  [
    "overdue and canceled: whichever comes first",
    { status: "past_due", pastDueSince: now, cancelAtPeriodEnd: true },
    5,
  ],
])("a license file never outlives what is paid for; %s", (_what, changes, days) => {
  const subscription = changes && { ...running, ...changes };
  expect(decideLicenseFileEnd(subscription, terms)).toEqual(inDays(days));
});
