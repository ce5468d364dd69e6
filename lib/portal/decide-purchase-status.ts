import type { PurchaseStatus } from "./purchase";

/** A subscription's state in plain words. A state that we don't know grants nothing, like an unpaid first invoice. */
export function decideSubscriptionStatus(seen: {
  status: string;
  endedAt: Date | null;
  endsOn: Date | null;
}): PurchaseStatus {
  if (seen.endedAt) return "ended";
  if (seen.endsOn && (seen.status === "trialing" || seen.status === "active")) return "ending";
  return subscriptionWords.get(seen.status) ?? "waiting_for_payment";
}

const subscriptionWords = new Map<string, PurchaseStatus>([
  ["trialing", "trial"],
  ["active", "active"],
  ["past_due", "payment_due"],
  ["unpaid", "suspended"],
  ["paused", "suspended"],
  ["canceled", "ended"],
  ["incomplete_expired", "failed"],
]);

/** A one-time order's state in plain words. */
export function decideOrderStatus(status: string): PurchaseStatus {
  switch (status) {
    case "paid":
      return "paid";
    case "failed":
    case "expired":
      return "failed";
    default:
      return "waiting_for_payment";
  }
}
