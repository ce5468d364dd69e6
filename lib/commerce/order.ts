import type { Buyer } from "./subscription";

/** What the provider says about a one-time purchase, in neutral words. */
export type Order = {
  id: string;
  /** `paid` also when nothing had to be paid; `pending` while a delayed payment method clears. */
  status: "paid" | "pending" | "failed" | "open" | "expired";
  paymentId: string | null;
  currency: string;
  /** Of its lines. */
  totalMinor: number;
  /** Of the whole payment, which may have paid for a subscription too. */
  paidMinor: number;
  /** The provider notes a refund or a dispute on the payment. */
  hasPaymentIssues: boolean;
  placedAt: Date;
  lines: OrderLine[];
  /** What was sold in a way that can't be licensed, as sentences for support; it is in no line. */
  doubts?: string[];
  buyer: Buyer;
};

export type OrderLine = {
  id: string;
  providerPriceId: string;
  quantity: number;
  totalMinor: number;
};
