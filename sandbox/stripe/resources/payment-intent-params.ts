import { z } from "zod";
import * as field from "../api/fields";

const shared = {
  customer: field.text.optional(),
  description: field.clearableText.optional(),
  metadata: field.metadata.optional(),
  payment_method: field.text.optional(),
  payment_method_types: z.array(field.text).optional(),
  payment_method_options: field.accepted,
  receipt_email: field.clearableText.optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  shipping: field
    .clearable(z.strictObject({ address: field.address, name: field.text, phone: field.clearableText.optional() }))
    .optional(),
  statement_descriptor: field.text.optional(),
};
export const createParams = z.strictObject({
  ...shared,
  amount: field.amount,
  automatic_payment_methods: z
    .strictObject({ enabled: field.flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
  confirm: field.flag.optional(),
  confirmation_method: z.enum(["automatic", "manual"]).optional(),
  currency: field.currency,
  error_on_requires_action: field.flag.optional(),
  off_session: field.flag.optional(),
  return_url: field.text.optional(),
  use_stripe_sdk: field.accepted,
});
export const updateParams = z.strictObject({
  ...shared,
  amount: field.amount.optional(),
  currency: field.currency.optional(),
});
export const confirmParams = z.strictObject({
  payment_method: field.text.optional(),
  return_url: field.text.optional(),
  receipt_email: field.text.optional(),
  off_session: field.flag.optional(),
  error_on_requires_action: field.flag.optional(),
  payment_method_types: field.accepted,
  payment_method_options: field.accepted,
  use_stripe_sdk: field.accepted,
});
export const cancelParams = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
});
export const captureParams = z.strictObject({
  amount_to_capture: field.amount.optional(),
  metadata: field.metadata.optional(),
});
export const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
});

export type CreateParams = z.output<typeof createParams>;
export type UpdateParams = z.output<typeof updateParams>;
export type ConfirmParams = z.output<typeof confirmParams>;
