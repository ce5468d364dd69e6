import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Refund, RefundStatus } from "@/lib/commerce/refund";
import { decideRefund } from "./decide-refund";
import { now } from "./test-purchases";

const lines = [
  { id: "li_1", providerPriceId: "price_1", quantity: 1, totalMinor: 1000 },
  { id: "li_2", providerPriceId: "price_2", quantity: 2, totalMinor: 3000 },
];
const order = { lines, paidMinor: 4000 };
const [first, second] = lines as [(typeof lines)[number], (typeof lines)[number]];

function aRefund(amountMinor: number, more: Partial<Refund> = {}): Refund {
  const about = { id: `re_${amountMinor}`, paymentId: "pi_1", currency: "EUR", reason: null, refundedAt: now };
  return { ...about, status: "succeeded", amountMinor, lines: [], ...more };
}
const kinds = (refunds: Refund[]) => lines.map((line) => decideRefund(order, line, refunds).kind);

describe("what a refund pays back", () => {
  const table: [string, Refund[], first: string, second: string][] = [
    ["nothing", [], "none", "none"],
    ["all that was paid", [aRefund(4000)], "full", "full"],
    ["all that was paid, in two parts", [aRefund(1500), aRefund(2500)], "full", "full"],
    ["a part, of nobody knows what", [aRefund(1000)], "partial", "partial"],
    ["one line, by its id", [aRefund(1000, { lines: ["li_1"] })], "full", "none"],
    ["one line, by its price", [aRefund(3000, { lines: ["price_2"] })], "none", "full"],
    ["one line, in two parts", [aRefund(400, { lines: ["li_1"] }), aRefund(600, { lines: ["li_1"] })], "full", "none"],
    ["a part of one line", [aRefund(400, { lines: ["li_1"] })], "partial", "none"],
    ["both lines, though a coupon had made it cheaper", [aRefund(4000, { lines: ["li_1", "li_2"] })], "full", "full"],
    ["lines of something else", [aRefund(400, { lines: ["li_9"] })], "partial", "partial"],
    [
      "so much of each line",
      [aRefund(2000, { lines: ["li_1", "li_2"], amountsMinor: { li_1: 500, li_2: 1500 } })],
      "partial",
      "partial",
    ],
    [
      "all of one line and a part of another",
      [aRefund(2500, { lines: ["li_1", "li_2"], amountsMinor: { li_1: 1000, li_2: 1500 } })],
      "full",
      "partial",
    ],
    [
      "each line, in two parts",
      [
        aRefund(1000, { lines: ["li_1", "li_2"], amountsMinor: { li_1: 500, li_2: 500 } }),
        aRefund(500, { lines: ["li_1"], amountsMinor: { li_1: 500 } }),
      ],
      "full",
      "partial",
    ],
    [
      "what was paid for beside them",
      [aRefund(400, { lines: ["sub_1"], amountsMinor: { sub_1: 400 } })],
      "none",
      "none",
    ],
    ["a refund that is under way", [aRefund(4000, { status: "pending" })], "full", "full"],
  ];
  it.each(table)("%s", (_what, refunds, one, two) => expect(kinds(refunds)).toEqual([one, two]));

  it.each<RefundStatus>(["failed", "canceled", "requires_action", "unknown"])("nothing while it is %s", (status) => {
    expect(kinds([aRefund(4000, { status })])).toEqual(["none", "none"]);
  });

  it("nothing was paid, nothing is paid back", () => {
    expect(decideRefund({ lines, paidMinor: 0 }, first, []).kind).toBe("none");
  });
});

const refunds = fc.array(
  fc.record({
    amountMinor: fc.integer({ min: 1, max: 4000 }),
    status: fc.constantFrom<RefundStatus>("succeeded", "pending", "failed"),
    lines: fc.subarray(["li_1", "price_2", "li_9"]),
  }),
  { maxLength: 4 },
);

it("more money back never leaves a line with less paid back", () => {
  const rank = ["none", "partial", "full"];
  fc.assert(
    fc.property(refunds, refunds, (some, more) => {
      const toRefunds = (of: typeof some) => of.map(({ amountMinor, ...rest }) => aRefund(amountMinor, rest));
      for (const line of [first, second]) {
        const [before, after] = [toRefunds(some), toRefunds([...some, ...more])];
        const [was, is] = [before, after].map((all) => rank.indexOf(decideRefund(order, line, all).kind));
        expect(is).toBeGreaterThanOrEqual(was ?? 0);
      }
    }),
  );
});
