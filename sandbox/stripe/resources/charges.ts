import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { resourceMissing } from "../stripe-error";
import type { Charge } from "../wire";
import type { World } from "../world";

const chargeListParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
  payment_intent: field.text.optional(),
});
const metadataParams = z.strictObject({ metadata: field.metadata.optional(), description: field.text.optional() });

export function findCharge(world: World, id: string, param = "charge"): Charge {
  const found = world.charges.get(id);
  if (!found) throw resourceMissing("charge", id, param);
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
  route("GET", "/v1/balance_transactions/:id", nothing, ({ world, id }) => {
    const found = world.balanceTransactions.get(id);
    if (!found) throw resourceMissing("balance transaction", id, "id");
    return found;
  }),
];
