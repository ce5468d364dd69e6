import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import { refundCharge } from "../steps/refund-charge";
import type { Charge, Refund } from "../wire";
import type { World } from "../world";
import { findCharge } from "./charges";

const refundParams = z.strictObject({
  amount: field.amount.optional(),
  charge: field.text.optional(),
  instructions_email: field.accepted,
  metadata: field.metadata.optional(),
  payment_intent: field.text.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});
const refundListParams = z.strictObject({
  ...field.page,
  charge: field.text.optional(),
  created: field.created.optional(),
  payment_intent: field.text.optional(),
});
const metadataParams = z.strictObject({ metadata: field.metadata.optional() });

function chargeToRefund(world: World, input: z.output<typeof refundParams>): Charge {
  if (input.charge) return findCharge(world, input.charge);
  if (!input.payment_intent) throw parameterMissing("charge");
  const intent = world.paymentIntents.get(input.payment_intent);
  if (!intent) throw resourceMissing("payment_intent", input.payment_intent, "payment_intent", 400);
  return findCharge(world, intent.latest_charge ?? "");
}

function findRefund(world: World, id: string): Refund {
  const found = world.refunds.get(id);
  if (!found) throw resourceMissing("refund", id, "refund");
  return found;
}

export const refundRoutes = [
  route("POST", "/v1/refunds", refundParams, ({ world, input }) =>
    refundCharge(world, chargeToRefund(world, input), {
      amount: input.amount ?? null,
      reason: input.reason ?? null,
      metadata: mergeMetadata({}, input.metadata),
    }),
  ),
  route("GET", "/v1/refunds", refundListParams, ({ world, input }) => {
    const found = world.refunds
      .newestFirst()
      .filter((each) => input.charge === undefined || each.charge === input.charge)
      .filter((each) => input.payment_intent === undefined || each.payment_intent === input.payment_intent)
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, "/v1/refunds");
  }),
  route("GET", "/v1/refunds/:id", nothing, ({ world, id }) => findRefund(world, id)),
  route("POST", "/v1/refunds/:id", metadataParams, ({ world, input, id }) => {
    const present = findRefund(world, id);
    const changed = world.refunds.put({ ...present, metadata: mergeMetadata(present.metadata ?? {}, input.metadata) });
    world.emitUpdate("refund.updated", present, changed);
    world.emitUpdate("charge.refund.updated", present, changed);
    return changed;
  }),
  route("POST", "/v1/refunds/:id/cancel", nothing, ({ world, id }) => {
    const { status } = findRefund(world, id);
    throw invalidRequest(
      `Refunds with a status of ${status ?? "none"} cannot be canceled. Only refunds with a status of requires_action can be canceled.`,
    );
  }),
];
