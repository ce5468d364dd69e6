import type { PriceTag } from "@/lib/catalog/offer";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Money } from "@/lib/kernel/money";

/** A subscription or a one-time order in plain words, newest first in lists. */
export type Purchase = {
  id: string;
  kind: "subscription" | "order";
  /** Who charges for it. */
  provider: ProviderName;
  /** The provider's id, for support. */
  reference: string;
  status: PurchaseStatus;
  startedAt: Date;
  /** What happens next: the renewal, the end, or nothing. */
  renewsOn: Date | null;
  endsOn: Date | null;
  /** Orders: what was paid. Subscriptions: the sum of quantity and unit price; null when a price is unknown. */
  total: Money | null;
  /** Subscriptions: how often `total` is paid; null where the catalog does not say. */
  every: Pick<PriceTag, "interval" | "intervalCount"> | null;
  /** Orders: what went back to the buyer; null when nothing did. */
  refunded: Money | null;
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
  /** A part of the money went back. */
  | "partly_refunded"
  | "refunded"
  /** The payer's bank asks for the money back, and nothing is decided. */
  | "disputed"
  /** The bank took the money back. */
  | "charged_back"
  | "failed";

export type PurchaseLine = {
  /** Our id of it. */
  id: string;
  /** Null when it is not in the catalog. */
  sku: string | null;
  offerName: string;
  productName: string | null;
  /** What was bought of it. */
  quantity: number;
  /** What that makes in seats; null when it is not in the catalog. */
  seats: number | null;
};
