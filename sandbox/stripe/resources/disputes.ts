import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { resourceMissing } from "../stripe-error";
import { answerDispute } from "../steps/answer-dispute";
import { closeDispute } from "../steps/close-dispute";
import type { Dispute } from "../wire";
import type { World } from "../world";

const text = field.text.max(20_000, "too_long").optional();
const updateParams = z.strictObject({
  evidence: z
    .strictObject({
      access_activity_log: text,
      billing_address: text,
      cancellation_policy_disclosure: text,
      cancellation_rebuttal: text,
      customer_email_address: text,
      customer_name: text,
      customer_purchase_ip: text,
      duplicate_charge_explanation: text,
      duplicate_charge_id: text,
      product_description: text,
      refund_policy_disclosure: text,
      refund_refusal_explanation: text,
      service_date: text,
      shipping_address: text,
      shipping_carrier: text,
      shipping_date: text,
      shipping_tracking_number: text,
      uncategorized_text: text,
    })
    .optional(),
  metadata: field.metadata.optional(),
  submit: field.flag.optional(),
});
const listParams = z.strictObject({
  ...field.page,
  charge: field.text.optional(),
  created: field.created.optional(),
  payment_intent: field.text.optional(),
});

function find(world: World, id: string): Dispute {
  const found = world.disputes.get(id);
  if (!found) throw resourceMissing("dispute", id, "dispute");
  return found;
}

const path = "/v1/disputes";

export const disputeRoutes = [
  route("GET", path, listParams, ({ world, input }) => {
    const found = world.disputes
      .newestFirst()
      .filter((each) => input.charge === undefined || each.charge === input.charge)
      .filter((each) => input.payment_intent === undefined || each.payment_intent === input.payment_intent)
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, path);
  }),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) => {
    const present = find(world, id);
    return answerDispute(world, present, {
      evidence: given(input.evidence ?? {}),
      metadata: mergeMetadata(present.metadata, input.metadata),
      // Stripe's documentation of the parameter: evidence is submitted unless asked otherwise.
      submit: input.submit ?? true,
    });
  }),
  route("POST", `${path}/:id/close`, nothing, ({ world, id }) => closeDispute(world, find(world, id), "lost")),
];
