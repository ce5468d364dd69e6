import { mergeMetadata } from "../api/metadata";
import { lineItem } from "../objects/checkout-session";
import { price } from "../objects/price";
import { product } from "../objects/product";
import { invalidRequest, parameterMissing } from "../stripe-error";
import type { LineItem, Price } from "../wire";
import type { World } from "../world";
import type { LineItemParams } from "./checkout-params";
import { findPrice } from "./prices";
import { findProduct } from "./products";

/** The lines of a new checkout: what is sold, how often, for how much. */
export function readLineItems(world: World, params: LineItemParams[], hasTrial: boolean): LineItem[] {
  return params.map((each, index) => {
    const param = `line_items[${index}]`;
    const sold = each.price ? findPrice(world, each.price, `${param}[price]`) : priceFromData(world, each, param);
    if (!sold.active)
      throw invalidRequest("The price specified is inactive. This field only accepts active prices.", { param });
    if (each.quantity === undefined) throw parameterMissing(`${param}[quantity]`);
    if (each.quantity < 1)
      throw invalidRequest("This value must be greater than or equal to 1.", { param: `${param}[quantity]` });
    return lineItem({
      price: sold,
      quantity: each.quantity,
      description: world.products.get(sold.product)?.name ?? "Product",
      metadata: mergeMetadata({}, each.metadata),
      adjustable: adjustableOf(each.adjustable_quantity),
      isTrial: hasTrial && sold.type === "recurring",
    });
  });
}

function adjustableOf(given: LineItemParams["adjustable_quantity"]): LineItem["adjustable_quantity"] {
  if (!given) return null;
  const { enabled, minimum = 0, maximum = 99 } = given;
  return { enabled, maximum: enabled ? maximum : null, minimum: enabled ? minimum : null };
}

function priceFromData(world: World, { price_data: data }: LineItemParams, param: string): Price {
  if (!data) throw parameterMissing(`${param}[price]`);
  const { recurring } = data;
  const owner = data.product
    ? findProduct(world, data.product, `${param}[price_data][product]`).id
    : productFromData(world, data, param);
  const every = recurring && {
    interval: recurring.interval,
    intervalCount: recurring.interval_count ?? 1,
    trialDays: null,
  };
  const details = { product: owner, currency: data.currency, unitAmount: data.unit_amount, recurring: every ?? null };
  const made = world.prices.put(price({ ...details, active: true, taxBehavior: data.tax_behavior }, world.now()));
  world.emit("price.created", made);
  return made;
}

type PriceData = NonNullable<LineItemParams["price_data"]>;

function productFromData(world: World, { product_data: data }: PriceData, param: string): string {
  if (!data) throw parameterMissing(`${param}[price_data][product_data]`);
  const { name, description, images, unit_label: unitLabel } = data;
  const metadata = mergeMetadata({}, data.metadata);
  const made = world.products.put(product({ name, description, images, unitLabel, metadata }, world.now()));
  world.emit("product.created", made);
  return made.id;
}
