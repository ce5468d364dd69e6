/** A payer's bank asks for the money back, or asks about it. */
export type Dispute = {
  id: string;
  paymentId: string;
  /** `closed`: over without a loss and without a ruling, e.g. an inquiry that led to nothing. */
  status: "open" | "won" | "lost" | "closed";
  amountMinor: number;
  currency: string;
  reason: string | null;
  openedAt: Date;
};
