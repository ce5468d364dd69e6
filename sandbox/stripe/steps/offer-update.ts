import type { PortalConfiguration, Price, Subscription, SubscriptionItem } from "../wire";
import type { World } from "../world";
import { plannedUpdate } from "./planned-update";

/** A plan that a customer may change to, and how many seats of it; null where the number stays as it is. */
export interface UpdateChoice {
  price: Price;
  name: string;
  seats: { minimum: number; maximum: number | null } | null;
}

export interface UpdateOffer {
  item: SubscriptionItem;
  choices: UpdateChoice[];
}

export interface WantedUpdate {
  price: Price;
  quantity: number;
}

type UpdateFeature = PortalConfiguration["features"]["subscription_update"];

/**
 * What the customer may change of this subscription in the billing portal; null where nothing: Stripe, "Customer
 * portal", leaves out subscriptions with several items, with a change already planned, or that owe something.
 */
export function offerUpdate(
  world: World,
  { features: { subscription_update: feature } }: PortalConfiguration,
  subscription: Subscription,
): UpdateOffer | null {
  const [item, ...others] = subscription.items.data;
  if (!feature.enabled || !item || others.length > 0 || !isOpen(world, subscription)) return null;
  const mayPrice = feature.default_allowed_updates.includes("price");
  const listed = mayPrice ? (feature.products ?? []).flatMap((each) => each.prices) : [];
  const choices = [...new Set([item.price.id, ...listed])].flatMap((id) => {
    const price = world.prices.get(id);
    const isSold = price?.currency === item.price.currency && (price.active || id === item.price.id);
    return price && isSold ? [choiceOf(world, feature, price)] : [];
  });
  const isAny = choices.length > 1 || choices.some(({ seats }) => seats !== null);
  return isAny ? { item, choices } : null;
}

const updatable = new Set(["active", "trialing"]);

function isOpen(world: World, subscription: Subscription): boolean {
  const { status, cancel_at_period_end: isEnding } = subscription;
  return updatable.has(status) && !isEnding && plannedUpdate(world, subscription) === null;
}

function choiceOf(world: World, feature: UpdateFeature, price: Price): UpdateChoice {
  const name = world.products.get(price.product)?.name ?? "Product";
  const listed = feature.products?.find(({ product }) => product === price.product)?.adjustable_quantity;
  const maySeats = listed?.enabled && feature.default_allowed_updates.includes("quantity");
  return { price, name, seats: maySeats ? { minimum: listed.minimum, maximum: listed.maximum } : null };
}

/** What was filled in, or what is wrong with it, by field. */
export function readWanted(
  { item, choices }: UpdateOffer,
  form: { price: string; quantity: string },
): { wanted: WantedUpdate | null; errors: { price?: string; quantity?: string } } {
  const choice = choices.find(({ price }) => price.id === form.price);
  if (!choice) return { wanted: null, errors: { price: "Choose one of these plans." } };
  const { price, seats } = choice;
  if (!seats) return { wanted: { price, quantity: item.quantity ?? 1 }, errors: {} };
  const quantity = Number(form.quantity);
  const problem = seatsProblem(quantity, seats);
  return problem ? { wanted: null, errors: { quantity: problem } } : { wanted: { price, quantity }, errors: {} };
}

type Seats = NonNullable<UpdateChoice["seats"]>;

function seatsProblem(quantity: number, { minimum, maximum }: Seats): string | null {
  if (!Number.isInteger(quantity) || quantity < 1) return "Enter how many seats, as a whole number.";
  if (quantity < minimum) return `At least ${minimum} seats.`;
  return maximum !== null && quantity > maximum ? `At most ${maximum} seats.` : null;
}
