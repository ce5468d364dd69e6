import type { Money } from "@/lib/kernel/money";

/** A subscription or a one-time order in plain words, newest first in lists. */
export type Purchase = {
  id: string;
  kind: "subscription" | "order";
  /** The provider's id, for support. */
  reference: string;
  status: PurchaseStatus;
  startedAt: Date;
  /** What happens next: the renewal, the end, or nothing. */
  renewsOn: Date | null;
  endsOn: Date | null;
  /** Orders: what was paid. Subscriptions: the sum of quantity and unit price; null when a price is unknown. */
  total: Money | null;
  lines: PurchaseLine[];
};

export type PurchaseStatus =
  | "trial"
  | "active"
  /** Canceled, and valid until `endsOn`. */
  | "ending"
  | "payment_due"
  | "suspended"
  | "waiting_for_payment"
  | "ended"
  | "paid"
  | "failed";

export type PurchaseLine = {
  /** Null when it is not in the catalog. */
  sku: string | null;
  offerName: string;
  productName: string | null;
  quantity: number;
};
