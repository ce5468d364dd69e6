import type { Subscription } from "../records";
import type { World } from "../world";
import { accountObject } from "./account";
import { money, moment, round } from "./families";
import { kept } from "../store";
import { productObject } from "./product";
import { withTax } from "./tax";

/** What one period costs. */
export function periodTotal(
  world: World,
  { product, quantity, addons }: Pick<Subscription, "product" | "quantity" | "addons">,
): number {
  const lines = [{ product, quantity }, ...addons];
  const total = lines.reduce((sum, line) => sum + kept(world.products, line.product).price * line.quantity, 0);
  return round(total, kept(world.products, product).currency);
}

/** The subscription in the API, and in webhooks where `expand` puts its account and product in whole. */
export function subscriptionObject(world: World, subscription: Subscription, expand = false): Record<string, unknown> {
  const { id, quantity, state, sequence } = subscription;
  const product = kept(world.products, subscription.product);
  const account = kept(world.accounts, subscription.account);
  const { currency, price, display } = product;
  return {
    id,
    quote: null,
    subscription: id,
    active: state !== "deactivated",
    state,
    ...moment("changed", subscription.changed),
    live: subscription.live === true,
    isSubscriptionEligibleForPauseByBuyer: false,
    isPauseScheduled: subscription.pause !== undefined && subscription.pause !== null && state !== "paused",
    currency,
    account: expand ? accountObject(world, account) : subscription.account,
    product: expand ? productObject(product) : subscription.product,
    sku: null,
    display,
    quantity,
    adhoc: false,
    autoRenew: true,
    ...money("price", price, currency),
    ...money("discount", 0, currency),
    ...money("subtotal", periodTotal(world, subscription), currency),
    ...timesOf(subscription),
    ...nextChargeOf(world, subscription),
    sequence,
    periods: null,
    remainingPeriods: null,
    intervalUnit: product.interval,
    intervalLength: product.intervalLength,
    ...noticesOf(subscription),
    addons: subscription.addons.map((addon) => addonObject(world, addon)),
    instructions: [],
    fulfillments: {},
  };
}

function noticesOf({ notices }: Subscription): Record<string, unknown> {
  const weekly = { intervalUnit: "week", intervalLength: 1 };
  return {
    cancellationSetting: { cancellation: "AFTER_LAST_NOTIFICATION", ...weekly },
    paymentOverdue: { ...weekly, total: 4, sent: notices?.sent ?? 0 },
    paymentReminder: weekly,
  };
}

function nextChargeOf(world: World, subscription: Subscription): Record<string, unknown> {
  if (subscription.next === null) return {};
  const { currency } = kept(world.products, subscription.product);
  const total = periodTotal(world, subscription);
  return {
    nextChargeCurrency: currency,
    ...money("nextChargePreTax", total, currency),
    ...money("nextChargeTotal", withTax(total, currency), currency),
  };
}

/** A date that is not set is left out. */
function timesOf({ begin, next, canceled, deactivation, pause }: Subscription): Record<string, unknown> {
  return {
    ...moment("begin", begin),
    ...(next !== null && { ...moment("next", next), ...moment("nextChargeDate", next) }),
    ...(pause && { ...moment("pauseDate", pause.from), ...moment("resumeDate", pause.until) }),
    ...(canceled !== null && moment("canceledDate", canceled)),
    ...(deactivation !== null && moment("deactivationDate", deactivation)),
    ...(deactivation !== null && moment("end", deactivation)),
  };
}

function addonObject(world: World, { product, quantity }: { product: string; quantity: number }) {
  const { display, price, currency } = kept(world.products, product);
  return {
    product,
    sku: null,
    display,
    quantity,
    ...money("price", price, currency),
  };
}
