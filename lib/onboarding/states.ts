import type { Offer } from "@/lib/catalog/offer";
import type { PurchaseState } from "./purchase-state";
import type { ProviderName } from "@/lib/kernel/actor";
import type { License } from "@/lib/licensing/license";

/** The one next step of the managed flow. */
export type NextStep =
  | { kind: "identify_customer" }
  /** The user may buy for several customers and has not said for which. */
  | { kind: "choose_customer"; customers: BuyingCustomer[] }
  | { kind: "choose_offer"; customer: BuyingCustomer; refused: RefusedOffer | null }
  | { kind: "change_existing"; customer: BuyingCustomer; subscription: ExistingSubscription }
  /** Continue with `startCheckout` (same SKU and quantity): it gives the same session, or says that it was paid. */
  | { kind: "resume_checkout"; customer: BuyingCustomer; intent: OpenIntent }
  /** The open checkout turned out to be paid, and its license is not there yet: show its return page. */
  | { kind: "already_paid"; sessionId: string }
  | { kind: "ready_to_pay"; customer: BuyingCustomer; offer: Offer; quantity: number };

/** Why the offer that was asked for can't be bought: it is not sold any more, or by no provider that is connected. */
export type RefusedOffer = "not_sold" | "not_connected";

/** A customer that this user may buy for. */
export type BuyingCustomer = { id: string; type: "PERSON" | "ORGANIZATION"; name: string; email: string | null };

/** A subscription that has not ended, of the product that was asked for. */
export type ExistingSubscription = {
  /** Our id of it: the portal changes it under that. */
  id: string;
  provider: ProviderName;
  providerSubscriptionId: string;
  customerId: string;
  status: string;
  sku: string | null;
  productName: string;
  offerName: string;
  quantity: number;
  cancelAtPeriodEnd: boolean;
  currentPeriodEnd: Date | null;
};

/** A checkout that was opened and neither paid nor closed yet. */
export type OpenIntent = {
  id: string;
  customerId: string;
  sku: string;
  offerName: string;
  productName: string;
  quantity: number;
  expiresAt: Date | null;
};

export type IdentifyResult =
  { kind: "identified"; customerId: string } | { kind: "invalid"; fields: Record<string, string> };

export type StartCheckoutResult =
  | { kind: "checkout"; url: string }
  | { kind: "existing_subscription"; subscription: ExistingSubscription }
  /** This very checkout was paid before: show its return page. */
  | { kind: "already_paid"; sessionId: string }
  /** Too many tries in a short time. */
  | { kind: "limited"; retryAfterSeconds: number }
  /** Keys: `customer`, `sku`, `quantity`; `email`: the provider needs another address for receipts. */
  | { kind: "invalid"; fields: Record<string, string> }
  | { kind: "provider_unavailable" };

export type RestartCheckoutResult =
  | { kind: "restarted" }
  | { kind: "already_paid"; sessionId: string }
  /** Too many tries in a short time. */
  | { kind: "limited"; retryAfterSeconds: number }
  | { kind: "provider_unavailable" };

/** What the return page shows. With `not_found` there is nothing else. */
export type PurchaseWatch =
  | { state: "not_found"; licenses: []; purchase: null }
  | { state: PurchaseState; licenses: License[]; purchase: WatchedPurchase };

export type WatchedPurchase = {
  customerId: string;
  sku: string;
  offerName: string;
  productName: string;
  isSubscription: boolean;
  quantity: number;
  /** The provider's id of what was bought; null until the checkout is complete. */
  reference: string | null;
};
