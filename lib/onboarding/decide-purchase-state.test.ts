import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CompletedPurchase, decidePurchaseState } from "./decide-purchase-state";

describe("where a completed checkout stands", () => {
  test.each<[string, CompletedPurchase, string]>([
    ["its license is there", { outcome: "done", licenses: 1, mirroredStatus: "active" }, "ready"],
    [
      "its license is there and something is doubtful",
      { outcome: "parked", licenses: 1, mirroredStatus: null },
      "ready",
    ],
    ["parked for support", { outcome: "parked", licenses: 0, mirroredStatus: null }, "parked"],
    ["a slow payment has not cleared", { outcome: "done", licenses: 0, mirroredStatus: "pending" }, "payment_pending"],
    ["the first payment is open", { outcome: "done", licenses: 0, mirroredStatus: "incomplete" }, "payment_pending"],
    ["the slow payment failed", { outcome: "done", licenses: 0, mirroredStatus: "failed" }, "failed"],
    ["never paid in time", { outcome: "done", licenses: 0, mirroredStatus: "incomplete_expired" }, "failed"],
    ["ended before a license was made", { outcome: "done", licenses: 0, mirroredStatus: "canceled" }, "failed"],
    ["fulfillment will be repeated", { outcome: "retry", licenses: 0, mirroredStatus: null }, "issuing"],
    ["fulfillment could not run", { outcome: null, licenses: 0, mirroredStatus: null }, "issuing"],
    ["foreign to the catalog by now", { outcome: "ignored", licenses: 0, mirroredStatus: null }, "parked"],
  ])("%s", (_, purchase, state) => {
    expect(decidePurchaseState(purchase)).toBe(state);
  });

  test("nothing is called ready without a license, and a license is never hidden", () => {
    const purchases = fc.record({
      outcome: fc.constantFrom("done", "ignored", "retry", "parked", null),
      licenses: fc.nat(3),
      mirroredStatus: fc.option(fc.constantFrom("active", "past_due", "pending", "paid", "failed", "canceled", "new")),
    });
    fc.assert(
      fc.property(purchases, (purchase) => {
        expect(decidePurchaseState(purchase) === "ready").toBe(purchase.licenses > 0);
      }),
    );
  });
});
