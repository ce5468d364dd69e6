import type { PaymentIssues } from "@/lib/commerce/payment-issues";
import type { Order } from "@/lib/commerce/order";
import type { Buyer, Subscription } from "@/lib/commerce/subscription";

/** What the provider says about a subject, read under the subject's lock. */
export type Truth = ({ kind: "subscription"; subscription: Subscription } | { kind: "order"; order: Order }) & {
  /** Of the payments that paid for it, as far as anything is known to have happened to them. */
  issues: PaymentIssues;
};

/** One thing that is bought: a subscription's item or an order's line. */
export type PurchasedLine = { id: string; providerPriceId: string; quantity: number };

export function linesOf(truth: Truth): PurchasedLine[] {
  return truth.kind === "subscription" ? truth.subscription.items : truth.order.lines;
}

export function buyerOf(truth: Truth): Buyer {
  return truth.kind === "subscription" ? truth.subscription.buyer : truth.order.buyer;
}

/** What the provider sold in a way that can't be licensed. */
export function doubtsOf(truth: Truth): string[] {
  return truth.kind === "order" ? (truth.order.doubts ?? []) : [];
}

/** `subscription sub_… is active`, for reasons that operators read. */
export function describeTruth(truth: Truth): string {
  return truth.kind === "subscription"
    ? `Subscription ${truth.subscription.id} is ${truth.subscription.status}`
    : `Order ${truth.order.id} is ${truth.order.status}`;
}
