import type { Stripe } from "stripe";

type Plain = string | number | boolean | bigint | null | undefined | void;

/** A field that is an id or the expanded object is always the id here; expanding happens when answering. */
type WireField<F> = [Extract<F, string>] extends [never] ? Wire<F> : Extract<F, Plain>;

/**
 * A Stripe object as it stands on the wire before `expand`: the official SDK's type, with references as ids and
 * decimals as strings. A builder that returns it cannot forget a field of the pinned API version.
 */
export type Wire<T> = T extends Plain
  ? T
  : T extends Stripe.Decimal
    ? string
    : T extends ReadonlyArray<infer Item>
      ? Array<WireField<Item>>
      : { [K in keyof T]: WireField<T[K]> };

export type Account = Wire<Stripe.Account>;
export type Balance = Wire<Stripe.Balance>;
export type BalanceTransaction = Wire<Stripe.BalanceTransaction>;
export type Charge = Wire<Stripe.Charge>;
export type CheckoutSession = Wire<Stripe.Checkout.Session>;
export type Coupon = Wire<Stripe.Coupon>;
export type Customer = Wire<Stripe.Customer>;
export type Discount = Wire<Stripe.Discount>;
export type Dispute = Wire<Stripe.Dispute>;
export type Invoice = Wire<Stripe.Invoice>;
export type InvoiceItem = Wire<Stripe.InvoiceItem>;
export type InvoiceLineItem = Wire<Stripe.InvoiceLineItem>;
export type InvoicePayment = Wire<Stripe.InvoicePayment>;
export type LineItem = Wire<Stripe.LineItem>;
export type PaymentIntent = Wire<Stripe.PaymentIntent>;
export type PaymentMethod = Wire<Stripe.PaymentMethod>;
export type PaymentLink = Wire<Stripe.PaymentLink>;
export type Plan = Wire<Stripe.Plan>;
export type PortalConfiguration = Wire<Stripe.BillingPortal.Configuration>;
export type PortalSession = Wire<Stripe.BillingPortal.Session>;
export type Price = Wire<Stripe.Price>;
export type Product = Wire<Stripe.Product>;
export type PromotionCode = Wire<Stripe.PromotionCode>;
export type Refund = Wire<Stripe.Refund>;
export type SetupIntent = Wire<Stripe.SetupIntent>;
export type Subscription = Wire<Stripe.Subscription>;
export type SubscriptionItem = Wire<Stripe.SubscriptionItem>;
export type SubscriptionSchedule = Wire<Stripe.SubscriptionSchedule>;
export type WebhookEndpoint = Wire<Stripe.WebhookEndpoint>;
export type Metadata = Record<string, string>;
export type Address = Stripe.Address;
export type TestClock = Wire<Stripe.TestHelpers.TestClock>;
export type StripeEvent = Omit<Wire<Stripe.EventBase>, "data" | "type"> & {
  type: string;
  data: { object: object; previous_attributes?: object };
};
