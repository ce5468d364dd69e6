import type { PurchaseStatus } from "./purchase";

/** What happened to a purchase's payments after they were made. */
export type PaymentTrouble = {
  /** What went back, or is on its way. */
  refundedMinor: number;
  disputes: readonly string[];
};

export const noTrouble: PaymentTrouble = { refundedMinor: 0, disputes: [] };

/** A subscription's state in plain words. A state that we don't know grants nothing, like an unpaid first invoice. */
export function decideSubscriptionStatus(
  seen: { status: string; endedAt: Date | null; endsOn: Date | null },
  trouble: PaymentTrouble = noTrouble,
): PurchaseStatus {
  if (seen.endedAt) return "ended";
  const disputed = statusOfDisputes(trouble);
  if (disputed) return disputed;
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

/** A one-time order's state in plain words: what became of the money comes before how it was paid. */
export function decideOrderStatus(
  order: { status: string; totalMinor: number; endsOn: Date | null },
  trouble: PaymentTrouble,
  now: Date,
): PurchaseStatus {
  const paid = statusOfPayment(order.status);
  if (paid !== "paid") return paid;
  const disputed = statusOfDisputes(trouble);
  if (disputed) return disputed;
  if (trouble.refundedMinor > 0) return trouble.refundedMinor >= order.totalMinor ? "refunded" : "partly_refunded";
  return order.endsOn !== null && order.endsOn <= now ? "ended" : "paid";
}

function statusOfPayment(status: string): PurchaseStatus {
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

function statusOfDisputes({ disputes }: PaymentTrouble): PurchaseStatus | null {
  if (disputes.includes("lost")) return "charged_back";
  return disputes.includes("open") ? "disputed" : null;
}
