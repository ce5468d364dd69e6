import { z } from "zod";
import * as field from "../api/fields";

const item = {
  price: field.text.optional(),
  quantity: field.quantity.optional(),
  metadata: field.metadata.optional(),
};

/** One item of a change: `id` names a present one. */
export const itemParams = z.strictObject({
  ...item,
  clear_usage: field.accepted,
  deleted: field.flag.optional(),
  id: field.text.optional(),
});

const cancellationDetails = z
  .strictObject({ comment: field.clearableText.optional(), feedback: field.clearableText.optional() })
  .optional();

const paymentBehavior = z
  .enum(["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"])
  .optional();

const shared = {
  automatic_tax: field.accepted,
  cancel_at_period_end: field.flag.optional(),
  collection_method: z.enum(["charge_automatically", "send_invoice"]).optional(),
  days_until_due: field.integer.optional(),
  discounts: field
    .clearable(z.array(z.strictObject({ coupon: field.text.optional(), promotion_code: field.text.optional() })))
    .optional(),
  default_payment_method: field.clearableText.optional(),
  description: field.clearableText.optional(),
  metadata: field.metadata.optional(),
  off_session: field.flag.optional(),
  payment_behavior: paymentBehavior,
  payment_settings: z
    .strictObject({
      save_default_payment_method: z.enum(["off", "on_subscription"]).optional(),
      payment_method_types: field.accepted,
      payment_method_options: field.accepted,
    })
    .optional(),
  proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
  trial_end: z.union([z.literal("now"), field.integer]).optional(),
  trial_settings: z
    .strictObject({
      end_behavior: z.strictObject({ missing_payment_method: z.enum(["cancel", "create_invoice", "pause"]) }),
    })
    .optional(),
};

export const createParams = z.strictObject({
  ...shared,
  billing_mode: field.accepted,
  currency: field.currency.optional(),
  customer: field.text,
  items: z.array(z.strictObject(item)),
  trial_period_days: field.integer.optional(),
});

export const updateParams = z.strictObject({
  ...shared,
  cancel_at: field.clearable(field.integer).optional(),
  cancellation_details: cancellationDetails,
  items: z.array(itemParams).optional(),
  pause_collection: field
    .clearable(
      z.strictObject({
        behavior: z.enum(["keep_as_draft", "mark_uncollectible", "void"]),
        resumes_at: field.integer.optional(),
      }),
    )
    .optional(),
  proration_date: field.integer.optional(),
});

export const pauseParams = z.strictObject({
  bill_for: field.accepted,
  invoicing_behavior: field.accepted,
  type: z.enum(["subscription"]).optional(),
});

export const resumeParams = z.strictObject({
  billing_cycle_anchor: z.strictObject({ type: z.enum(["now", "unchanged"]) }).optional(),
  payment_behavior: field.accepted,
  proration_behavior: field.accepted,
  proration_date: field.accepted,
});

export const cancelParams = z.strictObject({
  cancellation_details: cancellationDetails,
  invoice_now: field.accepted,
  prorate: field.accepted,
});

export const listParams = z.strictObject({
  ...field.page,
  collection_method: field.text.optional(),
  created: field.created.optional(),
  customer: field.text.optional(),
  price: field.text.optional(),
  status: field.text.optional(),
  test_clock: field.text.optional(),
});

export const itemCreateParams = z.strictObject({
  subscription: field.text,
  price: field.text,
  quantity: field.quantity.optional(),
  metadata: field.metadata.optional(),
  payment_behavior: paymentBehavior,
  proration_behavior: shared.proration_behavior,
});

export const itemUpdateParams = z.strictObject({
  price: field.text.optional(),
  quantity: field.quantity.optional(),
  metadata: field.metadata.optional(),
  off_session: field.flag.optional(),
  payment_behavior: paymentBehavior,
  proration_behavior: shared.proration_behavior,
});

export type ItemParams = z.output<typeof itemParams>;
export type CreateParams = z.output<typeof createParams>;
export type UpdateParams = z.output<typeof updateParams>;
export type ListParams = z.output<typeof listParams>;
