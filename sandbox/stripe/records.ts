import type { ChaosSettings } from "@/sandbox/chaos/chaos-settings";
import type { BeforeChange } from "./collection";
import { Collection } from "./collection";
import type {
  BalanceTransaction,
  Charge,
  CheckoutSession,
  Coupon,
  Customer,
  Discount,
  Dispute,
  Invoice,
  InvoiceItem,
  InvoicePayment,
  LineItem,
  Metadata,
  PaymentIntent,
  PaymentLink,
  PaymentMethod,
  PortalConfiguration,
  PortalSession,
  Price,
  Product,
  PromotionCode,
  Refund,
  SetupIntent,
  StripeEvent,
  Subscription,
  SubscriptionSchedule,
  TestClock,
  WebhookEndpoint,
} from "./wire";

/** What a checkout session was asked to create when it is paid. Not part of the public object. */
export interface CheckoutPlan {
  id: string;
  lineItems: LineItem[];
  subscription: {
    metadata: Metadata;
    description: string | null;
    trialEnd: number | null;
    trialDays: number | null;
    /** What becomes of a trial that ends without a card. */
    missingPaymentMethod?: string | undefined;
  } | null;
  payment: { metadata: Metadata; description: string | null; receiptEmail: string | null } | null;
  /** The coupon on the whole session; absent in what was kept before there were any. */
  discount?: { coupon: string; promotionCode: string | null } | null;
  /** In payment mode: the order gets an invoice of its own. */
  invoice: { metadata: Metadata; description: string | null } | null;
  /** The payment that was tried on the page and not finished yet, and for which card. */
  paymentIntent: string | null;
  paymentMethod: string | null;
}

/** What happens by itself a while after something else. */
export interface Appointment {
  id: string;
  kind:
    | "collection_resumes"
    | "dispute_opens"
    | "payment_retry"
    | "payment_settles"
    | "pending_update_expires"
    | "refund_settles"
    | "trial_will_end";
  subject: string;
  /** Unix seconds, in the time of the customer. */
  at: number;
  customer: string | null;
}

/** What the account does about payments that fail. */
export interface BillingSettings {
  id: string;
  /** Days from each failed attempt to the next. */
  retryDays: number[];
  /** What becomes of the subscription when the last attempt has failed. */
  afterRetries: "cancel" | "unpaid" | "past_due";
}

/** One event on its way to one endpoint. */
export interface Delivery {
  id: string;
  event: string;
  endpoint: string;
  status: "pending" | "delivered" | "failed";
  attempts: DeliveryAttempt[];
  /** Attempts since the last fresh start; what the wait before the next one grows with. */
  tries: number;
  createdAtMs: number;
  nextAttemptAtMs: number;
}

export interface DeliveryAttempt {
  atMs: number;
  status: number | null;
  error: string | null;
}

/** The first answer to an idempotency key. */
export interface KeptAnswer {
  id: string;
  endpoint: string;
  fingerprint: string;
  status: number;
  body: string;
  createdAt: number;
}

type Make = <Record extends { id: string }>(name: string) => Collection<Record>;

/** Everything the sandbox remembers, one collection a kind. */
export function createCollections(beforeChange: BeforeChange) {
  const collection: Make = (name) => new Collection(name, beforeChange);
  return { ...objectCollections(collection), ...ownCollections(collection) };
}

/** What Stripe's API shows. */
function objectCollections(collection: Make) {
  return {
    testClocks: collection<TestClock>("test_clock"),
    customers: collection<Customer>("customer"),
    products: collection<Product>("product"),
    prices: collection<Price>("price"),
    paymentMethods: collection<PaymentMethod>("payment_method"),
    setupIntents: collection<SetupIntent>("setup_intent"),
    paymentIntents: collection<PaymentIntent>("payment_intent"),
    charges: collection<Charge>("charge"),
    balanceTransactions: collection<BalanceTransaction>("balance_transaction"),
    refunds: collection<Refund>("refund"),
    disputes: collection<Dispute>("dispute"),
    subscriptions: collection<Subscription>("subscription"),
    subscriptionSchedules: collection<SubscriptionSchedule>("subscription_schedule"),
    coupons: collection<Coupon>("coupon"),
    promotionCodes: collection<PromotionCode>("promotion_code"),
    discounts: collection<Discount>("discount"),
    invoices: collection<Invoice>("invoice"),
    invoiceItems: collection<InvoiceItem>("invoiceitem"),
    invoicePayments: collection<InvoicePayment>("invoice_payment"),
    checkoutSessions: collection<CheckoutSession>("checkout.session"),
    paymentLinks: collection<PaymentLink>("payment_link"),
    portalConfigurations: collection<PortalConfiguration>("billing_portal.configuration"),
    portalSessions: collection<PortalSession>("billing_portal.session"),
    webhookEndpoints: collection<WebhookEndpoint>("webhook_endpoint"),
    events: collection<StripeEvent>("event"),
  };
}

/** What the sandbox keeps to itself. */
function ownCollections(collection: Make) {
  return {
    /** Ids of deleted customers: Stripe still answers for them. */
    deletedCustomers: collection<{ id: string }>("deleted_customer"),
    /** Which test card or test account a payment method stands for, and whether its owner has passed the bank's question once. */
    cardNumbers: collection<{ id: string; number: string; authenticated: boolean }>("card_number"),
    appointments: collection<Appointment>("appointment"),
    checkoutPlans: collection<CheckoutPlan>("checkout_plan"),
    paymentLinkLines: collection<{ id: string; lineItems: LineItem[] }>("payment_link_lines"),
    endpointSecrets: collection<{ id: string; secret: string }>("endpoint_secret"),
    /** What still waits for an endpoint; what is over moves to `pastDeliveries`. */
    deliveries: collection<Delivery>("delivery"),
    pastDeliveries: collection<Delivery>("past_delivery"),
    keptAnswers: collection<KeptAnswer>("kept_answer"),
    billingSettings: collection<BillingSettings>("billing_settings"),
    chaosSettings: collection<{ id: string; settings: ChaosSettings }>("chaos_settings"),
    switches: collection<{ id: string; on: boolean }>("switch"),
  };
}

export type Collections = ReturnType<typeof createCollections>;
