/** Money that went back to the buyer, or was meant to. */
export type Refund = {
  id: string;
  paymentId: string;
  status: RefundStatus;
  amountMinor: number;
  currency: string;
  reason: string | null;
  /** The order lines, or the prices of lines, that it pays back; empty: not said. */
  lines: string[];
  /** How much of it is for each of these lines, where the provider says so. */
  amountsMinor?: Readonly<Record<string, number>>;
  refundedAt: Date;
};

/** `unknown` counts like `failed`: nothing is taken away on a guess. */
export type RefundStatus = "pending" | "succeeded" | "requires_action" | "failed" | "canceled" | "unknown";

/** Whether the money went back, or is on its way: providers count both as refunded. */
export function isInForce({ status }: Pick<Refund, "status">): boolean {
  return status === "succeeded" || status === "pending";
}
