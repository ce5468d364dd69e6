import { expect, it } from "vitest";
import type { Dispute } from "@/lib/commerce/dispute";
import type { Refund } from "@/lib/commerce/refund";
import { decideFlags } from "./decide-flags";
import { anOffer, anOrder, aSubscription, now } from "./test-purchases";
import type { Truth } from "./truth";

const about = { paymentId: "pi_1", amountMinor: 500, currency: "EUR", reason: null };
const refund: Refund = { ...about, id: "re_1", status: "succeeded", lines: [], refundedAt: now };
const lost: Dispute = { ...about, id: "du_1", status: "lost", openedAt: now };
const flags = (truth: Truth, issues: Partial<Truth["issues"]>) =>
  decideFlags("STRIPE", { ...truth, issues: { refunds: [], disputes: [], ...issues } }).map(({ key }) => key);

it("a part of an order paid back is told, all of it is not: that was decided", () => {
  const order = anOrder(anOffer("plugin", { kind: "PERPETUAL" }));
  expect(flags(order, { refunds: [refund] })).toEqual(["partial_refund:stripe:re_1"]);
  expect(flags(order, { refunds: [{ ...refund, amountMinor: 4900 }] })).toEqual([]);
  expect(flags(order, { refunds: [{ ...refund, status: "failed" }] })).toEqual([]);
});

it("a subscription that goes on after a refund or a lost dispute is told, one that ended is not", () => {
  const issues = { refunds: [refund], disputes: [lost] };
  expect(flags(aSubscription(), issues)).toEqual([
    "subscription_refund:stripe:re_1:sub_1",
    "dispute_lost:stripe:du_1:sub_1",
  ]);
  expect(flags(aSubscription({ status: "canceled" }), issues)).toEqual([]);
});

it("each subscription that one refund or dispute is about is told", () => {
  const issues = { refunds: [refund], disputes: [lost] };
  const keys = ["sub_1", "sub_2"].flatMap((id) => flags(aSubscription({ id }), issues));
  expect(new Set(keys).size).toBe(4);
});

it("a refund of something else in the same checkout is not the subscription's", () => {
  expect(flags(aSubscription(), { refunds: [{ ...refund, lines: ["price_plugin"] }] })).toEqual([]);
});
