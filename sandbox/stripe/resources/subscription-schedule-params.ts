import { z } from "zod";
import * as field from "../api/fields";

const moment = z.union([z.literal("now"), field.integer]).optional();

export const phaseParams = z.strictObject({
  duration: z
    .strictObject({ interval: z.enum(["day", "week", "month", "year"]), interval_count: field.integer.optional() })
    .optional(),
  end_date: moment,
  items: z.array(
    z.strictObject({ metadata: field.metadata.optional(), price: field.text, quantity: field.quantity.optional() }),
  ),
  /** Older than `duration`; the official CLI still sends it. */
  iterations: field.integer.optional(),
  metadata: field.metadata.optional(),
  proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
  start_date: moment,
  trial_end: field.integer.optional(),
});

const endBehavior = z.enum(["cancel", "release"]).optional();

const defaultSettings = z
  .strictObject({
    automatic_tax: field.accepted,
    billing_cycle_anchor: field.accepted,
    collection_method: z.enum(["charge_automatically"]).optional(),
    default_payment_method: field.text.optional(),
    description: field.clearableText.optional(),
  })
  .optional();

/** Either of a running subscription, or of a customer whose subscription the first phase begins. */
export const createParams = z.strictObject({
  customer: field.text.optional(),
  default_settings: defaultSettings,
  end_behavior: endBehavior,
  from_subscription: field.text.optional(),
  metadata: field.metadata.optional(),
  phases: z.array(phaseParams).optional(),
  start_date: moment,
});

export const updateParams = z.strictObject({
  default_settings: field.accepted,
  end_behavior: endBehavior,
  metadata: field.metadata.optional(),
  phases: z.array(phaseParams).optional(),
  proration_behavior: field.accepted,
});

export const cancelParams = z.strictObject({ invoice_now: field.accepted, prorate: field.accepted });
export const releaseParams = z.strictObject({ preserve_cancel_date: field.accepted });
export const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
  scheduled: field.flag.optional(),
});

export type PhaseParams = z.output<typeof phaseParams>;
export type CreateParams = z.output<typeof createParams>;
export type UpdateParams = z.output<typeof updateParams>;
