import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { parameterMissing, resourceMissing } from "../stripe-error";
import { refundCharge } from "../steps/refund-charge";
import type { Charge, Refund } from "../wire";
import type { World } from "../world";

const chargeListParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
  payment_intent: field.text.optional(),
});
const refundParams = z.strictObject({
  amount: field.amount.optional(),
  charge: field.text.optional(),
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
const metadataParams = z.strictObject({ metadata: field.metadata.optional(), description: field.text.optional() });

function findCharge(world: World, id: string, param = "charge"): Charge {
  const found = world.charges.get(id);
  if (!found) throw resourceMissing("charge", id, param);
  return found;
}

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

export const chargeRoutes = [
  route("GET", "/v1/charges", chargeListParams, ({ world, input }) => {
    const found = world.charges
      .newestFirst()
      .filter((each) => input.customer === undefined || each.customer === input.customer)
      .filter((each) => input.payment_intent === undefined || each.payment_intent === input.payment_intent)
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, "/v1/charges");
  }),
  route("GET", "/v1/charges/:id", nothing, ({ world, id }) => findCharge(world, id)),
  route("POST", "/v1/charges/:id", metadataParams, ({ world, input, id }) => {
    const present = findCharge(world, id);
    const { description = present.description } = input;
    const metadata = mergeMetadata(present.metadata, input.metadata);
    const changed = world.charges.put({ ...present, description, metadata });
    world.emitUpdate("charge.updated", present, changed);
    return changed;
  }),
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
  route("GET", "/v1/balance_transactions/:id", nothing, ({ world, id }) => {
    const found = world.balanceTransactions.get(id);
    if (!found) throw resourceMissing("balance transaction", id, "id");
    return found;
  }),
];
