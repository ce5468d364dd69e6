import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { resourceMissing } from "../stripe-error";
import type { ItemChange } from "../steps/change-items";
import { changeSubscription } from "../steps/change-subscription";
import type { Subscription, SubscriptionItem } from "../wire";
import type { World } from "../world";
import { findPrice } from "./prices";
import { itemCreateParams, itemUpdateParams } from "./subscription-params";
import { findSubscription } from "./subscriptions";

const listParams = z.strictObject({ ...field.page, subscription: field.text });
const deleteParams = z.strictObject({
  clear_usage: field.accepted,
  payment_behavior: field.accepted,
  proration_behavior: z.enum(["create_prorations", "always_invoice", "none"]).optional(),
});

function find(world: World, id: string): { owner: Subscription; item: SubscriptionItem } {
  for (const owner of world.subscriptions.values()) {
    const item = owner.items.data.find((each) => each.id === id);
    if (item) return { owner, item };
  }
  throw resourceMissing("subscription_item", id, "item");
}

function change(world: World, owner: Subscription, item: ItemChange, behavior = "create_prorations"): Subscription {
  return changeSubscription(world, owner, { items: [item], fields: {}, prorationBehavior: behavior });
}

const path = "/v1/subscription_items";

export const subscriptionItemRoutes = [
  route("POST", path, itemCreateParams, ({ world, input }) => {
    const owner = findSubscription(world, input.subscription, "subscription");
    const price = findPrice(world, input.price, "price");
    const { quantity = 1 } = input;
    const item = { price, quantity, metadata: mergeMetadata({}, input.metadata) };
    const after = change(world, owner, item, input.proration_behavior);
    return after.items.data.at(-1) ?? after;
  }),
  route("GET", path, listParams, ({ world, input }) =>
    paginate(findSubscription(world, input.subscription, "subscription").items.data, input, path),
  ),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id).item),
  route("POST", `${path}/:id`, itemUpdateParams, ({ world, input, id }) => {
    const { owner, item } = find(world, id);
    const price = input.price ? findPrice(world, input.price, "price") : undefined;
    const metadata = mergeMetadata(item.metadata, input.metadata);
    change(world, owner, { id, price, quantity: input.quantity, metadata }, input.proration_behavior);
    return find(world, id).item;
  }),
  route("DELETE", `${path}/:id`, deleteParams, ({ world, input, id }) => {
    change(world, find(world, id).owner, { id, deleted: true }, input.proration_behavior);
    return { id, object: "subscription_item", deleted: true };
  }),
];
