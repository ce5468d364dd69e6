import type { Order } from "@/lib/commerce/order";
import type { Subscription } from "@/lib/commerce/subscription";
import { addDays } from "@/lib/kernel/add-days";
import { decideRefund } from "./decide-refund";
import type { Policy } from "./policy";
import type { PurchasedLine, Truth } from "./truth";

/**
 * Whether what is bought may be used. `undecided`: nothing is issued yet, and nothing that exists is touched.
 */
export type Standing =
  | { kind: "valid" }
  | { kind: "suspended"; cause: SuspensionCause; reason: string }
  | { kind: "ended"; cause: EndCause; reason: string }
  | { kind: "undecided"; reason: string };

/** Why something can't be used now; customers are told in their own words, operators read the reason. */
export type SuspensionCause = "overdue" | "unpaid" | "paused" | "disputed" | "no_seats";
export type EndCause = "canceled" | "never_paid" | "dispute_lost" | "refunded" | "removed";

/** `nextCheckAt`: when the passing of time alone will change the standing; null when it will not. */
export type Judgment = { standing: Standing; nextCheckAt: Date | null };

/**
 * The statuses of design section 6, for a subscription and for a line of a one-time order; no line: for the purchase
 * as a whole. What happened to its payments counts only while it would be licensed without that.
 */
export function decideStanding(truth: Truth, terms: { now: Date; policy: Policy; line?: PurchasedLine }): Judgment {
  const judgment =
    truth.kind === "subscription"
      ? judgeSubscription(truth.subscription, { now: terms.now, graceDays: terms.policy.graceDays })
      : lasting(standingOfOrder[truth.order.status]);
  const { kind } = judgment.standing;
  if (kind === "ended" || kind === "undecided") return judgment;
  const standing = standingByIssues(truth, terms);
  // What is suspended anyway can only get worse.
  return standing === null || (kind === "suspended" && standing.kind !== "ended") ? judgment : lasting(standing);
}

function standingByIssues(truth: Truth, { policy, line }: { policy: Policy; line?: PurchasedLine }): Standing | null {
  const { disputes, refunds } = truth.issues;
  if (disputes.some(({ status }) => status === "lost")) {
    return { kind: "ended", cause: "dispute_lost", reason: "A dispute of its payment was lost" };
  }
  if (truth.kind === "order" && line) {
    const refunded = decideRefund(truth.order, line, refunds).kind;
    if (refunded === "full") return { kind: "ended", cause: "refunded", reason: "It was refunded" };
    if (refunded === "partial" && policy.partialRefund === "REVOKE") {
      return { kind: "ended", cause: "refunded", reason: "It was refunded in part" };
    }
  }
  const isOpen = disputes.some(({ status }) => status === "open");
  return isOpen && policy.dispute === "SUSPEND"
    ? { kind: "suspended", cause: "disputed", reason: "Its payment is disputed" }
    : null;
}

function judgeSubscription(subscription: Subscription, terms: { now: Date; graceDays: number }): Judgment {
  if (subscription.endedAt !== null && subscription.endedAt <= terms.now) {
    return lasting({ kind: "ended", cause: "canceled", reason: "The subscription ended" });
  }
  return subscription.status === "past_due"
    ? judgePastDue(subscription, terms)
    : lasting(standingOf[subscription.status]);
}

const standingOf: Record<Exclude<Subscription["status"], "past_due">, Standing> = {
  trialing: { kind: "valid" },
  active: { kind: "valid" },
  unpaid: { kind: "suspended", cause: "unpaid", reason: "The subscription is unpaid" },
  paused: { kind: "suspended", cause: "paused", reason: "The subscription is paused" },
  incomplete: { kind: "undecided", reason: "The first payment is not made yet" },
  unknown: { kind: "undecided", reason: "The provider's status is not one that Usher knows" },
  incomplete_expired: { kind: "ended", cause: "never_paid", reason: "The first payment was never made" },
  canceled: { kind: "ended", cause: "canceled", reason: "The subscription was canceled" },
};

function judgePastDue(subscription: Subscription, { now, graceDays }: { now: Date; graceDays: number }): Judgment {
  const since = subscription.pastDueSince ?? now;
  const graceEnd = addDays(since, graceDays);
  if (now < graceEnd) return { standing: { kind: "valid" }, nextCheckAt: graceEnd };
  const reason = `The payment is overdue for more than ${graceDays} days`;
  return lasting({ kind: "suspended", cause: "overdue", reason });
}

const standingOfOrder: Record<Order["status"], Standing> = {
  paid: { kind: "valid" },
  pending: { kind: "undecided", reason: "The payment has not cleared yet" },
  open: { kind: "undecided", reason: "The order is not placed yet" },
  failed: { kind: "ended", cause: "never_paid", reason: "The payment failed" },
  expired: { kind: "ended", cause: "never_paid", reason: "Nobody paid in time" },
};

function lasting(standing: Standing): Judgment {
  return { standing, nextCheckAt: null };
}
