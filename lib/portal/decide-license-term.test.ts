import { describe, expect, test } from "vitest";
import type { License } from "@/lib/licensing/license";
import { decideLicenseTerm, type TermSubscription } from "./decide-license-term";

const now = new Date("2026-05-01T12:00:00Z");
const later = new Date("2026-06-01T00:00:00Z");
const muchLater = new Date("2027-06-01T00:00:00Z");
const earlier = new Date("2026-04-01T00:00:00Z");
const references = {
  contractReference: null,
  orderReference: null,
  subscriptionReference: null,
  productReference: null,
};
type Held = Pick<License, "state" | "validUntil" | "references">;
const perpetual: Held = { state: "valid", validUntil: null, references };
const subscribed: Held = { ...perpetual, references: { ...references, subscriptionReference: "sub_1" } };
const active: TermSubscription = {
  status: "active",
  trialEnd: null,
  currentPeriodEnd: later,
  cancelAtPeriodEnd: false,
  cancelAt: null,
  pastDueSince: null,
};

describe("how long a license holds", () => {
  test.each<[string, Held, TermSubscription | null, object]>([
    ["bought once", perpetual, null, { kind: "perpetual" }],
    ["bought for a term", { ...perpetual, validUntil: later }, null, { kind: "valid_until", on: later }],
    ["its term is over", { ...perpetual, validUntil: earlier }, null, { kind: "ended", on: earlier }],
    ["it ends at this very moment", { ...perpetual, validUntil: now }, null, { kind: "ended", on: now }],
    ["revoked", { ...subscribed, state: "revoked", validUntil: earlier }, active, { kind: "ended", on: earlier }],
    ["subscribed", subscribed, active, { kind: "renews", on: later }],
    ["subscribed, not seen at the provider yet", subscribed, null, { kind: "renews", on: null }],
    ["canceled at period end", subscribed, { ...active, cancelAtPeriodEnd: true }, { kind: "ends", on: later }],
    ["canceled at a date", subscribed, { ...active, cancelAt: muchLater }, { kind: "ends", on: muchLater }],
    ["on trial", subscribed, { ...active, status: "trialing", trialEnd: later }, { kind: "trial", until: later }],
    [
      "on trial and canceled",
      subscribed,
      { ...active, status: "trialing", trialEnd: later, cancelAtPeriodEnd: true },
      { kind: "ends", on: later },
    ],
    [
      "the renewal was not paid",
      subscribed,
      { ...active, status: "past_due", pastDueSince: earlier },
      { kind: "payment_due", since: earlier },
    ],
    ["paused", { ...subscribed, state: "suspended" }, { ...active, status: "paused" }, { kind: "on_hold" }],
    ["its payment is disputed", { ...subscribed, state: "suspended" }, active, { kind: "on_hold" }],
    ["bought once, and its payment is disputed", { ...perpetual, state: "suspended" }, null, { kind: "on_hold" }],
    [
      "suspended since nobody paid",
      { ...subscribed, state: "suspended" },
      { ...active, status: "past_due", pastDueSince: earlier },
      { kind: "payment_due", since: earlier },
    ],
    ["no renewal was paid", subscribed, { ...active, status: "unpaid" }, { kind: "payment_due", since: null }],
  ])("%s", (_, license, subscription, term) => {
    expect(decideLicenseTerm(license, subscription, now)).toEqual(term);
  });
});
