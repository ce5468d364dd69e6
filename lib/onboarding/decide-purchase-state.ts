import type { Outcome } from "@/lib/kernel/outcome";
import type { PurchaseState } from "./purchase-state";

/** The purchase behind a completed checkout. `mirroredStatus`: the provider's word as we last stored it. */
export type CompletedPurchase = {
  outcome: Outcome["kind"] | null;
  licenses: number;
  mirroredStatus: string | null;
};

const notCleared: ReadonlySet<string> = new Set(["pending", "incomplete", "open", "unknown"]);
const neverPaid: ReadonlySet<string> = new Set(["failed", "expired", "incomplete_expired", "canceled"]);

/**
 * Where a completed checkout stands. A license that is there is shown even if something else about the purchase
 * waits, and nothing is called ready without one. `outcome` null: fulfillment could not run, a job will repeat it.
 */
export function decidePurchaseState({ outcome, licenses, mirroredStatus }: CompletedPurchase): PurchaseState {
  if (licenses > 0) return "ready";
  if (outcome === "parked") return "parked";
  if (mirroredStatus !== null && neverPaid.has(mirroredStatus)) return "failed";
  if (mirroredStatus !== null && notCleared.has(mirroredStatus)) return "payment_pending";
  // Paid here, and foreign to the catalog by now: nothing will come by itself.
  return outcome === "ignored" ? "parked" : "issuing";
}
