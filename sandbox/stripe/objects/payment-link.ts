import { newId } from "../ids";
import type { Metadata, PaymentLink } from "../wire";
import { invoiceCreation, type WantedInvoice } from "./invoice-creation";

export interface NewPaymentLink {
  isSubscription: boolean;
  currency: string;
  /** Where the buyer goes after paying; undefined: a page here thanks them. */
  redirectUrl: string | undefined;
  confirmationMessage: string | null;
  allowPromotionCodes: boolean;
  customerCreation: string;
  paymentMethodCollection: string;
  submitType: string;
  metadata: Metadata;
  inactiveMessage: string | null;
  invoice: WantedInvoice;
  payment: { metadata: Metadata; description: string | null } | null;
  subscription: {
    metadata: Metadata;
    description: string | null;
    trialDays: number | null;
    missingPaymentMethod?: string | undefined;
  } | null;
  origin: string;
}

/** A payment link as Stripe shows one that was just made. */
export function paymentLink(input: NewPaymentLink): PaymentLink {
  return {
    id: newId("plink"),
    object: "payment_link",
    active: true,
    after_completion: afterCompletion(input),
    allow_promotion_codes: input.allowPromotionCodes,
    application: null,
    application_fee_amount: null,
    application_fee_percent: null,
    automatic_tax: { enabled: false, liability: null },
    billing_address_collection: "auto",
    consent_collection: null,
    currency: input.currency,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer_creation: input.customerCreation,
    inactive_message: input.inactiveMessage,
    invoice_creation: input.isSubscription ? null : invoiceCreation(input.invoice),
    livemode: false,
    managed_payments: null,
    metadata: input.metadata,
    on_behalf_of: null,
    payment_intent_data: input.payment && paymentIntentData(input.payment),
    payment_method_collection: input.paymentMethodCollection,
    payment_method_options: null,
    payment_method_types: null,
    phone_number_collection: { enabled: false },
    restrictions: null,
    shipping_address_collection: null,
    shipping_options: [],
    submit_type: input.submitType,
    subscription_data: input.isSubscription ? subscriptionData(input.subscription) : null,
    tax_id_collection: { enabled: false, required: "never" },
    transfer_data: null,
    url: `${input.origin}/b/${newId("test", 18)}`,
  };
}

function afterCompletion({ redirectUrl, confirmationMessage }: NewPaymentLink): PaymentLink["after_completion"] {
  return redirectUrl === undefined
    ? { type: "hosted_confirmation", hosted_confirmation: { custom_message: confirmationMessage } }
    : { type: "redirect", redirect: { url: redirectUrl } };
}

function paymentIntentData({ metadata, description }: NonNullable<NewPaymentLink["payment"]>) {
  return {
    capture_method: null,
    description,
    metadata,
    setup_future_usage: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_group: null,
  };
}

function subscriptionData(wanted: NewPaymentLink["subscription"]): PaymentLink["subscription_data"] {
  return {
    description: wanted?.description ?? null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    metadata: wanted?.metadata ?? {},
    trial_period_days: wanted?.trialDays ?? null,
    trial_settings: wanted?.missingPaymentMethod
      ? { end_behavior: { missing_payment_method: wanted.missingPaymentMethod } }
      : null,
  };
}
