import { z } from "zod";
import * as field from "../api/fields";

const subscriptionUpdate = z.strictObject({
  billing_cycle_anchor: z.enum(["now", "unchanged"]).optional(),
  default_allowed_updates: field.clearable(z.array(z.enum(["price", "promotion_code", "quantity"]))).optional(),
  enabled: field.flag.optional(),
  products: field
    .clearable(
      z.array(
        z.strictObject({
          adjustable_quantity: z
            .strictObject({
              enabled: field.flag,
              maximum: field.quantity.optional(),
              minimum: field.quantity.optional(),
            })
            .optional(),
          prices: z.array(field.text),
          product: field.text,
        }),
      ),
    )
    .optional(),
  proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
  schedule_at_period_end: z
    .strictObject({
      conditions: z
        .array(z.strictObject({ type: z.enum(["decreasing_item_amount", "shortening_interval"]) }))
        .optional(),
    })
    .optional(),
  trial_update_behavior: z.enum(["continue_trial", "end_trial"]).optional(),
});

const features = z.strictObject({
  customer_update: field.accepted,
  invoice_history: field.accepted,
  payment_method_update: field.accepted,
  subscription_cancel: z
    .strictObject({
      enabled: field.flag.optional(),
      mode: z.enum(["at_period_end", "immediately"]).optional(),
      proration_behavior: field.accepted,
      cancellation_reason: field.accepted,
    })
    .optional(),
  subscription_pause: field.accepted,
  subscription_update: subscriptionUpdate.optional(),
});

const shared = {
  business_profile: z
    .strictObject({
      headline: field.clearableText.optional(),
      privacy_policy_url: field.text.optional(),
      terms_of_service_url: field.text.optional(),
    })
    .optional(),
  default_return_url: field.clearableText.optional(),
  login_page: field.accepted,
  metadata: field.metadata.optional(),
  name: field.clearableText.optional(),
};

export const configurationParams = z.strictObject({ ...shared, features });
export const configurationUpdateParams = z.strictObject({
  ...shared,
  active: field.flag.optional(),
  features: features.optional(),
});
export const configurationListParams = z.strictObject({
  ...field.page,
  active: field.flag.optional(),
  is_default: field.flag.optional(),
});

const afterCompletion = z
  .strictObject({
    hosted_confirmation: z.strictObject({ custom_message: field.text.optional() }).optional(),
    redirect: z.strictObject({ return_url: field.webAddress }).optional(),
    type: z.enum(["hosted_confirmation", "portal_homepage", "redirect"]),
  })
  .optional();

export const flowParams = z.strictObject({
  after_completion: afterCompletion,
  subscription_cancel: z.strictObject({ retention: field.accepted, subscription: field.text }).optional(),
  subscription_update: z.strictObject({ subscription: field.text }).optional(),
  subscription_update_confirm: z
    .strictObject({
      items: z.array(
        z.strictObject({ id: field.text, price: field.text.optional(), quantity: field.quantity.optional() }),
      ),
      subscription: field.text,
    })
    .optional(),
  type: z.enum(["payment_method_update", "subscription_cancel", "subscription_update", "subscription_update_confirm"]),
});

export const sessionParams = z.strictObject({
  configuration: field.text.optional(),
  customer: field.text,
  flow_data: flowParams.optional(),
  locale: field.text.optional(),
  return_url: field.webAddress.optional(),
});

export type FeatureParams = z.output<typeof features>;
export type ConfigurationParams = z.output<typeof configurationParams>;
export type ConfigurationUpdateParams = z.output<typeof configurationUpdateParams>;
export type FlowParams = z.output<typeof flowParams>;
export type SessionParams = z.output<typeof sessionParams>;
