import { given } from "../api/given";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import type { PortalConfiguration } from "../wire";
import type { World } from "../world";
import { findPrice } from "./prices";
import type { FeatureParams } from "./portal-params";

type Features = PortalConfiguration["features"];
type UpdateFeature = Features["subscription_update"];
type UpdateParams = NonNullable<FeatureParams["subscription_update"]>;
type ProductParams = NonNullable<UpdateParams["products"]>[number];

/** The features as they become: what a request does not name stays. */
export function readPortalFeatures(world: World, present: Features, wanted: FeatureParams): Features {
  const { subscription_cancel: cancel, subscription_update: update } = wanted;
  return {
    ...present,
    subscription_cancel: {
      ...present.subscription_cancel,
      ...given({ enabled: cancel?.enabled, mode: cancel?.mode }),
    },
    subscription_update: update ? readUpdate(world, present.subscription_update, update) : present.subscription_update,
  };
}

const param = "features[subscription_update]";
const mostProducts = 10;

function readUpdate(world: World, present: UpdateFeature, wanted: UpdateParams): UpdateFeature {
  const { billing_cycle_anchor, enabled, proration_behavior, trial_update_behavior } = wanted;
  const { default_allowed_updates: allowed, products, schedule_at_period_end: schedule } = wanted;
  const read = {
    ...present,
    ...given({ billing_cycle_anchor, enabled, proration_behavior, trial_update_behavior }),
    ...given({
      default_allowed_updates: allowed === null ? [] : allowed,
      products: products && readProducts(world, products),
      schedule_at_period_end: schedule && { conditions: schedule.conditions ?? [] },
    }),
  };
  if (read.enabled) requireContents(read);
  return read;
}

function requireContents({ default_allowed_updates: allowed, products }: UpdateFeature): void {
  if (allowed.length === 0) throw parameterMissing(`${param}[default_allowed_updates]`);
  if (!products?.length) throw parameterMissing(`${param}[products]`);
}

function readProducts(world: World, products: ProductParams[]) {
  if (products.length > mostProducts) {
    throw invalidRequest(`You can specify at most ${mostProducts} products.`, { param: `${param}[products]` });
  }
  return products.map(({ adjustable_quantity: adjustable, prices, product }, index) => {
    const place = `${param}[products][${index}]`;
    if (!world.products.get(product)) throw resourceMissing("product", product, `${place}[product]`, 400);
    for (const [at, id] of prices.entries()) checkPrice(world, id, product, `${place}[prices][${at}]`);
    const { enabled = false, minimum = 1, maximum = null } = adjustable ?? {};
    return { adjustable_quantity: { enabled, minimum, maximum }, prices, product };
  });
}

function checkPrice(world: World, id: string, product: string, place: string): void {
  const price = findPrice(world, id, place);
  if (price.product !== product) {
    throw invalidRequest(`The price \`${id}\` is not of the product \`${product}\`.`, { param: place });
  }
  if (!price.recurring || !price.active) {
    throw invalidRequest(`The price \`${id}\` is not an active price of a subscription.`, { param: place });
  }
}
