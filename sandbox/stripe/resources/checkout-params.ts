import { z } from "zod";
import * as field from "../api/fields";
import { recurringParams } from "./prices";

const methodType = z.enum(["card", "us_bank_account", "sepa_debit"]);

const lineItem = z.strictObject({
  adjustable_quantity: z
    .strictObject({ enabled: field.flag, minimum: field.integer.optional(), maximum: field.integer.optional() })
    .optional(),
  metadata: field.metadata.optional(),
  price: field.text.optional(),
  price_data: z
    .strictObject({
      currency: field.currency,
      product: field.text.optional(),
      product_data: z
        .strictObject({
          name: field.text,
          description: field.text.optional(),
          images: z.array(field.text).optional(),
          metadata: field.metadata.optional(),
          tax_code: field.text.optional(),
          unit_label: field.text.optional(),
        })
        .optional(),
      recurring: recurringParams.optional(),
      tax_behavior: field.text.optional(),
      unit_amount: field.amount,
    })
    .optional(),
  quantity: field.quantity.optional(),
  tax_rates: field.accepted,
});

export const trialSettings = z.strictObject({
  end_behavior: z.strictObject({ missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]) }),
});

const subscriptionData = z.strictObject({
  billing_mode: field.accepted,
  description: field.text.optional(),
  metadata: field.metadata.optional(),
  trial_end: field.integer.optional(),
  trial_period_days: field.integer.optional(),
  trial_settings: trialSettings.optional(),
});

const paymentIntentData = z.strictObject({
  capture_method: field.accepted,
  description: field.text.optional(),
  metadata: field.metadata.optional(),
  receipt_email: field.text.optional(),
  setup_future_usage: field.accepted,
  shipping: field.accepted,
  statement_descriptor: field.accepted,
  statement_descriptor_suffix: field.accepted,
});

export const createParams = z.strictObject({
  allow_promotion_codes: field.flag.optional(),
  allowed_payment_method_types: z.array(methodType).optional(),
  automatic_tax: field.accepted,
  billing_address_collection: field.accepted,
  cancel_url: field.webAddress.optional(),
  client_reference_id: field.text.max(200, "Invalid string: must be at most 200 characters").optional(),
  consent_collection: field.accepted,
  currency: field.currency.optional(),
  custom_text: field.accepted,
  customer: field.text.optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: field.email.optional(),
  customer_update: field.accepted,
  discounts: z
    .array(z.strictObject({ coupon: field.text.optional(), promotion_code: field.text.optional() }))
    .max(1, "You may use one discount.")
    .optional(),
  expires_at: field.integer.optional(),
  integration_identifier: field.text.optional(),
  invoice_creation: z
    .strictObject({
      enabled: field.flag,
      invoice_data: z
        .strictObject({
          account_tax_ids: field.accepted,
          custom_fields: field.accepted,
          description: field.text.optional(),
          footer: field.accepted,
          issuer: field.accepted,
          metadata: field.metadata.optional(),
          rendering_options: field.accepted,
        })
        .optional(),
    })
    .optional(),
  line_items: z.array(lineItem).optional(),
  locale: field.text.optional(),
  metadata: field.metadata.optional(),
  mode: z.enum(["payment", "subscription"]),
  payment_intent_data: paymentIntentData.optional(),
  payment_method_collection: z.enum(["always", "if_required"]).optional(),
  payment_method_options: field.accepted,
  /** Gone from the pinned version; the official CLI still sends it. */
  payment_method_types: z.array(methodType).optional(),
  phone_number_collection: field.accepted,
  saved_payment_method_options: field.accepted,
  submit_type: field.text.optional(),
  subscription_data: subscriptionData.optional(),
  success_url: field.webAddress,
  tax_id_collection: field.accepted,
  ui_mode: z.enum(["hosted_page"]).optional(),
});

export const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
  customer_details: z.strictObject({ email: field.text }).optional(),
  payment_intent: field.text.optional(),
  status: z.enum(["open", "complete", "expired"]).optional(),
  subscription: field.text.optional(),
});

export const confirmParams = z.strictObject({
  expected_amount: field.amount.optional(),
  expected_payment_method_type: field.accepted,
  key: field.accepted,
  payment_method: field.text.optional(),
  return_url: field.accepted,
});

export type CreateParams = z.output<typeof createParams>;
export type LineItemParams = z.output<typeof lineItem>;
export type ListParams = z.output<typeof listParams>;
export type ConfirmParams = z.output<typeof confirmParams>;
