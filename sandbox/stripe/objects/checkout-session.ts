import { newId } from "../ids";
import { testBankAccountsFor } from "../test-bank-accounts";
import type { CheckoutSession, LineItem, Metadata, Price } from "../wire";
import { invoiceCreation, type WantedInvoice } from "./invoice-creation";

export interface NewCheckoutSession {
  mode: string;
  lineItems: LineItem[];
  successUrl: string;
  cancelUrl?: string | undefined;
  customer: string | null;
  customerEmail?: string | undefined;
  customerCreation: string | null;
  clientReferenceId?: string | undefined;
  metadata: Metadata;
  allowPromotionCodes?: boolean | undefined;
  paymentMethodCollection: string;
  expiresAt: number;
  /** In payment mode only. */
  invoice: WantedInvoice;
  origin: string;
  locale?: string | undefined;
  submitType?: string | undefined;
  /** None: everything the account offers in the currency. */
  methodTypes?: string[] | undefined;
}

/** A hosted checkout session as Stripe shows one that was just made. */
export function checkoutSession(input: NewCheckoutSession, now: number): CheckoutSession {
  const id = newId("cs_test", 58);
  const total = input.lineItems.reduce((sum, line) => sum + line.amount_total, 0);
  const isSubscription = input.mode === "subscription";
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: input.allowPromotionCodes ?? null,
    allowed_payment_method_types: null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: input.cancelUrl ?? null,
    client_reference_id: input.clientReferenceId ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: now,
    currency: input.lineItems[0]?.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: input.customer,
    customer_account: null,
    customer_creation: isSubscription ? null : input.customerCreation,
    customer_details: null,
    customer_email: input.customerEmail ?? null,
    discounts: [],
    expires_at: input.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: isSubscription ? null : invoiceCreation(input.invoice),
    livemode: false,
    locale: input.locale ?? null,
    managed_payments: { enabled: false },
    metadata: input.metadata,
    mode: input.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: input.paymentMethodCollection,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: input.methodTypes ?? methodTypesFor(input.lineItems[0]?.currency),
    payment_status: total > 0 ? "unpaid" : "no_payment_required",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: isSubscription
      ? { allow_redisplay_filters: ["always"], payment_method_remove: "disabled", payment_method_save: null }
      : null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: input.submitType ?? null,
    subscription: null,
    success_url: input.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${input.origin}/c/pay/${id}`,
    wallet_options: null,
  };
}

function methodTypesFor(currency: string | undefined): string[] {
  const [account] = testBankAccountsFor(currency ?? "");
  return account ? ["card", account.type] : ["card"];
}

/** One line of a checkout. */
export function lineItem(input: {
  price: Price;
  quantity: number;
  description: string;
  metadata: Metadata;
  adjustable: LineItem["adjustable_quantity"];
  isTrial: boolean;
}): LineItem {
  const amount = input.isTrial ? 0 : (input.price.unit_amount ?? 0) * input.quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: input.adjustable,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: input.price.currency,
    description: input.description,
    metadata: input.metadata,
    price: input.price,
    quantity: input.quantity,
  };
}
