import { z } from "zod";
import * as field from "../api/fields";
import { createParams as sessionParams } from "./checkout-params";

const { line_items, invoice_creation, payment_intent_data, subscription_data } = sessionParams.shape;

const afterCompletion = z.strictObject({
  type: z.enum(["hosted_confirmation", "redirect"]),
  hosted_confirmation: z.strictObject({ custom_message: field.text.optional() }).optional(),
  redirect: z.strictObject({ url: field.webAddress }).optional(),
});

export const createParams = z.strictObject({
  after_completion: afterCompletion.optional(),
  allow_promotion_codes: field.flag.default(false),
  automatic_tax: field.accepted,
  billing_address_collection: field.accepted,
  consent_collection: field.accepted,
  currency: field.currency.optional(),
  custom_text: field.accepted,
  customer_creation: z.enum(["always", "if_required"]).optional(),
  inactive_message: field.text.optional(),
  invoice_creation,
  line_items,
  metadata: field.metadata.optional(),
  payment_intent_data,
  payment_method_collection: z.enum(["always", "if_required"]).default("always"),
  payment_method_types: z.array(z.enum(["card"])).optional(),
  phone_number_collection: field.accepted,
  submit_type: field.text.default("auto"),
  subscription_data,
  tax_id_collection: field.accepted,
});

export const updateParams = z.strictObject({
  active: field.flag.optional(),
  after_completion: afterCompletion.optional(),
  allow_promotion_codes: field.flag.optional(),
  inactive_message: field.clearableText.optional(),
  metadata: field.metadata.optional(),
});

export const listParams = z.strictObject({ ...field.page, active: field.flag.optional() });

export type CreateParams = z.output<typeof createParams>;
export type UpdateParams = z.output<typeof updateParams>;
