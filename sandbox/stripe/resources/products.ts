import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { search, searchParams } from "../api/search";
import { price } from "../objects/price";
import { product } from "../objects/product";
import { invalidRequest, resourceMissing } from "../stripe-error";
import type { Product } from "../wire";
import type { World } from "../world";

const recurring = z.strictObject({
  interval: z.enum(["day", "week", "month", "year"]),
  interval_count: field.integer.optional(),
});

const shared = {
  active: field.flag.optional(),
  description: field.clearableText.optional(),
  images: field.clearable(z.array(field.text)).optional(),
  marketing_features: field.clearable(z.array(z.strictObject({ name: field.text }))).optional(),
  metadata: field.metadata.optional(),
  package_dimensions: field.accepted,
  shippable: field.flag.optional(),
  statement_descriptor: field.text.optional(),
  tax_code: field.clearableText.optional(),
  tax_details: field.accepted,
  unit_label: field.clearableText.optional(),
  url: field.clearableText.optional(),
};

const createParams = z.strictObject({
  ...shared,
  name: field.text,
  id: field.text.optional(),
  type: z.enum(["good", "service"]).optional(),
  default_price_data: z
    .strictObject({
      currency: field.currency,
      unit_amount: field.amount,
      recurring: recurring.optional(),
      metadata: field.metadata.optional(),
      tax_behavior: field.text.optional(),
    })
    .optional(),
});
const updateParams = z.strictObject({
  ...shared,
  name: field.text.optional(),
  default_price: field.clearableText.optional(),
});
const listParams = z.strictObject({
  ...field.page,
  active: field.flag.optional(),
  created: field.created.optional(),
  ids: z.array(field.text).optional(),
  shippable: field.flag.optional(),
  url: field.text.optional(),
  type: field.text.optional(),
});

export function findProduct(world: World, id: string, param = "id"): Product {
  const found = world.products.get(id);
  if (!found) throw resourceMissing("product", id, param, param === "id" ? 404 : 400);
  return found;
}

function create(world: World, input: z.output<typeof createParams>): Product {
  if (input.id && world.products.get(input.id)) {
    throw invalidRequest("Product already exists.", { code: "resource_already_exists", param: "id" });
  }
  const { marketing_features: features, default_price_data: priceData } = input;
  const made = world.products.put(
    product(
      {
        id: input.id,
        name: input.name,
        active: input.active,
        description: input.description,
        images: input.images ?? [],
        marketingFeatures: features ?? [],
        metadata: mergeMetadata({}, input.metadata),
        shippable: input.shippable,
        statementDescriptor: input.statement_descriptor,
        taxCode: input.tax_code ?? undefined,
        type: input.type,
        unitLabel: input.unit_label,
        url: input.url,
      },
      world.now(),
    ),
  );
  world.emit("product.created", made);
  return priceData ? withDefaultPrice(world, made, priceData) : made;
}

type PriceData = NonNullable<z.output<typeof createParams>["default_price_data"]>;

function withDefaultPrice(world: World, owner: Product, data: PriceData): Product {
  const { recurring: every } = data;
  const made = world.prices.put(
    price(
      {
        product: owner.id,
        currency: data.currency,
        unitAmount: data.unit_amount,
        recurring: every
          ? { interval: every.interval, intervalCount: every.interval_count ?? 1, trialDays: null }
          : null,
        metadata: mergeMetadata({}, data.metadata),
        taxBehavior: data.tax_behavior,
      },
      world.now(),
    ),
  );
  world.emit("price.created", made);
  const changed = world.products.put({ ...owner, default_price: made.id });
  world.emitUpdate("product.updated", owner, changed);
  return changed;
}

function update(world: World, present: Product, input: z.output<typeof updateParams>): Product {
  const { metadata, images, marketing_features, package_dimensions: _, tax_details: __, ...plain } = input;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const changed = world.products.put({
    ...present,
    ...given,
    images: images === undefined ? present.images : (images ?? []),
    marketing_features: marketing_features === undefined ? present.marketing_features : (marketing_features ?? []),
    metadata: mergeMetadata(present.metadata, metadata),
    updated: world.now(),
  });
  world.emitUpdate("product.updated", present, changed);
  return changed;
}

function remove(world: World, present: Product): object {
  for (const each of world.prices.values()) {
    if (each.product === present.id) {
      throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.");
    }
  }
  world.products.remove(present.id);
  world.emit("product.deleted", present);
  return { id: present.id, object: "product", deleted: true };
}

export const productRoutes = [
  route("POST", "/v1/products", createParams, ({ world, input }) => create(world, input)),
  route("GET", "/v1/products/search", searchParams, ({ world, input }) =>
    search(world.products.newestFirst(), input, "/v1/products/search"),
  ),
  route("GET", "/v1/products", listParams, ({ world, input }) => {
    const { active, ids, created } = input;
    const found = world.products
      .newestFirst()
      .filter((each) => active === undefined || each.active === active)
      .filter((each) => ids === undefined || ids.includes(each.id))
      .filter((each) => isWithin(each.created, created));
    return paginate(found, input, "/v1/products");
  }),
  route("GET", "/v1/products/:id", nothing, ({ world, id }) => findProduct(world, id)),
  route("POST", "/v1/products/:id", updateParams, ({ world, input, id }) =>
    update(world, findProduct(world, id), input),
  ),
  route("DELETE", "/v1/products/:id", nothing, ({ world, id }) => remove(world, findProduct(world, id))),
];
