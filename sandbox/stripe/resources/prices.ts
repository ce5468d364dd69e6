import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { search, searchParams } from "../api/search";
import { price } from "../objects/price";
import { product } from "../objects/product";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import type { Price } from "../wire";
import type { World } from "../world";
import { findProduct } from "./products";

export const recurringParams = z.strictObject({
  interval: z.enum(["day", "week", "month", "year"]),
  interval_count: field.integer.optional(),
  trial_period_days: field.integer.optional(),
  usage_type: z.enum(["licensed"]).optional(),
});

const createParams = z.strictObject({
  active: field.flag.optional(),
  billing_scheme: z.enum(["per_unit"]).optional(),
  currency: field.currency,
  lookup_key: field.text.optional(),
  metadata: field.metadata.optional(),
  nickname: field.text.optional(),
  product: field.text.optional(),
  product_data: z
    .strictObject({ name: field.text, metadata: field.metadata.optional(), unit_label: field.text.optional() })
    .optional(),
  recurring: recurringParams.optional(),
  tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
  transfer_lookup_key: field.flag.optional(),
  unit_amount: field.amount.optional(),
  unit_amount_decimal: field.amount.optional(),
});
const updateParams = z.strictObject({
  active: field.flag.optional(),
  lookup_key: field.clearableText.optional(),
  metadata: field.metadata.optional(),
  nickname: field.clearableText.optional(),
  tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
  transfer_lookup_key: field.flag.optional(),
});
const listParams = z.strictObject({
  ...field.page,
  active: field.flag.optional(),
  created: field.created.optional(),
  currency: field.currency.optional(),
  lookup_keys: z.array(field.text).max(10, "You can list by at most 10 lookup keys.").optional(),
  product: field.text.optional(),
  recurring: z.strictObject({ interval: field.text.optional(), usage_type: field.text.optional() }).optional(),
  type: z.enum(["one_time", "recurring"]).optional(),
});

export function findPrice(world: World, id: string, param = "id"): Price {
  const found = world.prices.get(id);
  if (!found) throw resourceMissing("price", id, param, param === "id" ? 404 : 400);
  return found;
}

function productOf(world: World, input: z.output<typeof createParams>): string {
  if (input.product) return findProduct(world, input.product, "product").id;
  const data = input.product_data;
  if (!data) throw parameterMissing("product");
  const made = world.products.put(
    product({ name: data.name, metadata: mergeMetadata({}, data.metadata), unitLabel: data.unit_label }, world.now()),
  );
  world.emit("product.created", made);
  return made.id;
}

function create(world: World, input: z.output<typeof createParams>): Price {
  const unitAmount = input.unit_amount ?? input.unit_amount_decimal;
  if (unitAmount === undefined) throw parameterMissing("unit_amount");
  const { recurring, lookup_key: lookupKey } = input;
  const owner = productOf(world, input);
  if (lookupKey) freeLookupKey(world, lookupKey, input.transfer_lookup_key);
  const made = world.prices.put(
    price(
      {
        product: owner,
        currency: input.currency,
        unitAmount,
        recurring: recurring
          ? {
              interval: recurring.interval,
              intervalCount: recurring.interval_count ?? 1,
              trialDays: recurring.trial_period_days ?? null,
            }
          : null,
        active: input.active,
        lookupKey,
        nickname: input.nickname,
        metadata: mergeMetadata({}, input.metadata),
        taxBehavior: input.tax_behavior,
      },
      world.now(),
    ),
  );
  world.emit("price.created", made);
  return made;
}

/** A lookup key names one price at a time; it moves only when asked to. */
function freeLookupKey(world: World, key: string, transfer: boolean | undefined, self?: string): void {
  const holder = world.prices.newestFirst().find((each) => each.lookup_key === key && each.id !== self);
  if (!holder) return;
  if (!transfer) {
    throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, {
      code: "resource_already_exists",
      param: "lookup_key",
    });
  }
  const freed = world.prices.put({ ...holder, lookup_key: null });
  world.emitUpdate("price.updated", holder, freed);
}

function update(world: World, present: Price, input: z.output<typeof updateParams>): Price {
  const { lookup_key: key = present.lookup_key, nickname = present.nickname } = input;
  if (key) freeLookupKey(world, key, input.transfer_lookup_key, present.id);
  const changed = world.prices.put({
    ...present,
    active: input.active ?? present.active,
    lookup_key: key,
    metadata: mergeMetadata(present.metadata, input.metadata),
    nickname,
    tax_behavior: input.tax_behavior ?? present.tax_behavior,
  });
  world.emitUpdate("price.updated", present, changed);
  return changed;
}

function matches(each: Price, input: z.output<typeof listParams>): boolean {
  const { active, created, currency, lookup_keys: keys, product: owner, recurring, type } = input;
  const tests = [
    active === undefined || each.active === active,
    currency === undefined || each.currency === currency,
    keys === undefined || (each.lookup_key !== null && keys.includes(each.lookup_key)),
    owner === undefined || each.product === owner,
    recurring?.interval === undefined || each.recurring?.interval === recurring.interval,
    type === undefined || each.type === type,
    isWithin(each.created, created),
  ];
  return tests.every(Boolean);
}

export const priceRoutes = [
  route("POST", "/v1/prices", createParams, ({ world, input }) => create(world, input)),
  route("GET", "/v1/prices/search", searchParams, ({ world, input }) =>
    search(world.prices.newestFirst(), input, "/v1/prices/search"),
  ),
  route("GET", "/v1/prices", listParams, ({ world, input }) =>
    paginate(
      world.prices.newestFirst().filter((each) => matches(each, input)),
      input,
      "/v1/prices",
    ),
  ),
  route("GET", "/v1/prices/:id", nothing, ({ world, id }) => findPrice(world, id)),
  route("POST", "/v1/prices/:id", updateParams, ({ world, input, id }) => update(world, findPrice(world, id), input)),
];
