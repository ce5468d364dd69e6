/** What the provider says about a subscription, in neutral words. Read under the subject's lock, never from a payload. */
export type Subscription = {
  id: string;
  status: SubscriptionStatus;
  currency: string;
  items: SubscriptionItem[];
  startedAt: Date;
  trialEnd: Date | null;
  currentPeriodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  cancelAt: Date | null;
  canceledAt: Date | null;
  endedAt: Date | null;
  /** When the oldest unpaid invoice failed; null unless `past_due`. Starts the grace period. */
  pastDueSince: Date | null;
  buyer: Buyer;
};

/** Stripe's words; other providers' states are translated into them. `unknown` is treated like `incomplete`. */
export type SubscriptionStatus =
  | "trialing"
  | "active"
  | "past_due"
  | "incomplete"
  | "incomplete_expired"
  | "canceled"
  | "unpaid"
  | "paused"
  | "unknown";

export type SubscriptionItem = {
  id: string;
  providerPriceId: string;
  quantity: number;
  unitAmountMinor: number | null;
};

/** Who bought, as far as the provider knows. Ids are the provider's; `licenseeId` comes from metadata and is only a claim. */
export type Buyer = {
  providerCustomerId: string | null;
  licenseeId: string | null;
  purchaseIntentId: string | null;
  name: string | null;
  email: string | null;
  company: string | null;
  /** Nothing but an e-mail address ties the purchase to this buyer: the store lets everybody buy at the address they type. */
  isByAddressOnly?: boolean;
  /** What the vendor's page said that the buyer is; without it, a company is an organization. */
  type?: "PERSON" | "ORGANIZATION";
};
