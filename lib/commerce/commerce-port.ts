import type { Order } from "./order";
import type { PaymentIssues } from "./payment-issues";
import type { EventSubject, Subject } from "./subject";
import type { Buyer, Subscription } from "./subscription";
import type { ChangePreview, ChangeResult, NextInvoice, SubscriptionChange } from "./subscription-change";

/**
 * One payment provider, in our words. Failures throw `AdapterError`, which says whether a retry can help;
 * "does not exist" is null, never an error.
 */
export type CommercePort = {
  /**
   * What a preview said is not pinned to its moment (`pricedAt`), so it is asked for again right before the change is made.
   */
  readonly pricesMove?: true;
  /** A subscription on trial keeps its plan and quantity until the trial is over. */
  readonly changesNoTrial?: true;
  /** The provider's truth now. Deadline: the signal. */
  readSubscription(id: string, signal: AbortSignal): Promise<Subscription | null>;
  readOrder(id: string, signal: AbortSignal): Promise<Order | null>;
  /** The licensee that the checkout named which began the subscription; null when it named none, or there was none. */
  findCheckoutLicensee(subscriptionId: string, signal: AbortSignal): Promise<string | null>;
  /** All refunds and disputes of these payments. */
  readPaymentIssues(paymentIds: string[], signal: AbortSignal): Promise<PaymentIssues>;
  /** What a payment, by its own id or its charge's or its invoice's, paid for; never changes once it is paid. */
  findPaidPurchases(paymentId: string, signal: AbortSignal): Promise<Subject[]>;
  /** Everything that this customer of the provider ever bought. */
  findPurchasesOf(providerCustomerId: string, signal: AbortSignal): Promise<Subject[]>;
  /** Who this customer of the provider is, where one is to be known before buying anything; null: it does not exist. */
  readBuyer?(providerCustomerId: string, signal: AbortSignal): Promise<Buyer | null>;
  isCustomerDeleted(providerCustomerId: string, signal: AbortSignal): Promise<boolean>;
  /** Verifies and reads a webhook's raw body; pure, no I/O. */
  readNotification(rawBody: string, signature: string | null, now: Date): NotificationReading;
  /**
   * Idempotent by `idempotencyKey`, and never stuck with what a failed call left under it; the licensee id goes into
   * the metadata. Throws `EmailTakenError` where an address belongs to one customer only.
   */
  createCustomer(input: NewProviderCustomer): Promise<{ providerCustomerId: string }>;
  /** Idempotent by `intentId`. */
  openCheckout(input: CheckoutRequest): Promise<Checkout>;
  readCheckout(sessionId: string): Promise<Checkout | null>;
  /** Closes an open checkout so that nobody can pay in it; `complete` when the payment came first. */
  expireCheckout(sessionId: string): Promise<"expired" | "complete">;
  /** `begin`: what the customer comes for, where the provider's portal can open there. */
  openBillingPortal(input: BillingPortalRequest): Promise<{ url: string }>;
  /** The subscription's next invoice if nothing is done; null when there will be none. */
  readNextInvoice(subscriptionId: string, signal: AbortSignal): Promise<NextInvoice | null>;
  /** What the change would cost the subscription as it was just read; nothing happens. Null when it can't be changed. */
  previewChange(
    subscription: Subscription,
    change: SubscriptionChange,
    signal: AbortSignal,
  ): Promise<ChangePreview | null>;
  /**
   * Changes one item at once, in one call, and charges what that costs; a refused payment leaves everything as it was.
   * Idempotent by `idempotencyKey`: a new try after a refusal takes a new one.
   */
  changeSubscription(change: SubscriptionChange, idempotencyKey: string): Promise<ChangeResult>;
  /** Ends the subscription with the period that is paid for, or takes that back; as often as asked, the same. */
  setCancellation(subscriptionId: string, cancelAtPeriodEnd: boolean): Promise<void>;
  readPrices(providerPriceIds: string[]): Promise<Price[]>;
  /** Every subscription there ever was, ended ones included, newest first; one page a call. */
  listSubscriptionIds(request: PageRequest): Promise<IdPage>;
  /** The completed one-time orders placed since then, newest first; a page may be empty and have a next one. */
  listOrderIds(request: PageRequest & { placedSince: Date }): Promise<IdPage>;
  /** The payments of which a refund or a dispute was begun since then; one can stand on several pages. */
  listRefundedPayments(request: PageRequest & { since: Date }): Promise<IdPage>;
  listDisputedPayments(request: PageRequest & { since: Date }): Promise<IdPage>;
  /** Events that an endpoint did not take yet, or never took; providers forget them after a while (Stripe: 30 days). */
  listUndeliveredEvents(request: PageRequest & { since: Date }): Promise<UndeliveredPage>;
  /** Says that these events are stored, where the provider goes on listing them otherwise. */
  acknowledgeEvents?(eventIds: readonly string[], signal: AbortSignal): Promise<void>;
};

/** `after`: null for the first page, else what the page before said. Deadline: the signal. */
export type PageRequest = { after: string | null; signal: AbortSignal };

/** `after`: where the next page begins; null: this was the last. A provider that forgot the place throws `AdapterError`. */
export type IdPage = { ids: string[]; after: string | null };

export type UndeliveredPage = { events: { event: ProviderEvent; rawBody: string }[]; after: string | null };

export type NewProviderCustomer = {
  idempotencyKey: string;
  licenseeId: string;
  customerId: string;
  name: string;
  email: string | null;
  type?: "PERSON" | "ORGANIZATION";
  /** There when the address is proven to be the buyer's: says of a customer that has it whether it is nobody else's. */
  isFree?: ((providerCustomerId: string) => Promise<boolean>) | undefined;
  /** An earlier call, with a key that the provider may have forgotten, may have made it: looked for first. */
  mayExist?: boolean;
};

export type CheckoutRequest = {
  intentId: string;
  licenseeId: string;
  customerId: string;
  providerCustomerId: string;
  mode: "subscription" | "payment";
  providerPriceId: string;
  quantity: number;
  trialDays: number;
  /** The customer had a trial of the product: none now, also where the provider's own product has one. */
  withoutTrial?: boolean;
  successUrl: string;
  cancelUrl: string;
};

export type Checkout = {
  sessionId: string;
  status: "open" | "complete" | "expired";
  /** Null once it is complete or expired. */
  url: string | null;
  expiresAt: Date;
  /** What the checkout became; null until it is complete. */
  subject: Subject | null;
  licenseeId: string | null;
  purchaseIntentId: string | null;
};

export type BillingPortalRequest = { providerCustomerId: string; returnUrl: string; begin?: "payment_method" };

export type Price = {
  providerPriceId: string;
  currency: string;
  unitAmountMinor: number;
  /** Null for a one-time price. */
  recurring: { interval: "day" | "week" | "month" | "year"; intervalCount: number } | null;
  active: boolean;
};

/** What a webhook request holds. A body can carry several events (FastSpring). */
export type NotificationReading =
  | { kind: "bad_signature" }
  | { kind: "unreadable"; reason: string }
  /** `unreadable`: how many more there were that have no id to be stored under. */
  | { kind: "events"; events: ProviderEvent[]; unreadable?: number };

export type ProviderEvent = {
  eventId: string;
  type: string;
  apiVersion: string | null;
  occurredAt: Date;
  /** Null when there is nothing to fulfill; then `ignoredReason` or `parkedReason` says why. */
  subject: EventSubject | null;
  ignoredReason: string | null;
  /** There should have been something to fulfill, and a person has to see what. */
  parkedReason?: string;
  /** Its part of a body that carries several. */
  rawBody?: string;
};
