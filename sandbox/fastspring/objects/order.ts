import type { Order, OrderItem, Return } from "../records";
import type { World } from "../world";
import { kept } from "../store";
import { accountObject } from "./account";
import { money, moment, round } from "./families";
import { subscriptionObject } from "./subscription";

/** The order in the API, and in webhooks where `expand` puts its account and subscriptions in whole. */
export function orderObject(world: World, order: Order, expand = false): Record<string, unknown> {
  const { id, reference, currency, total, items, tags, returns } = order;
  const account = kept(world.accounts, order.account);
  const subtotal = subtotalOf(items, currency);
  return {
    order: id,
    id,
    reference,
    buyerReference: null,
    ipAddress: "127.0.0.1",
    completed: order.status === "completed",
    ...moment("changed", order.changed),
    language: "en",
    live: order.live === true,
    currency,
    payoutCurrency: currency,
    quote: null,
    invoiceUrl: `${world.address}/store/account/order/${reference}/invoice`,
    siteId: "sandbox",
    acquisitionTransactionType: "PAYMENT",
    account: expand ? accountObject(world, account) : order.account,
    ...money("total", total, currency),
    ...money("tax", round(total - subtotal, currency), currency),
    ...money("subtotal", subtotal, currency),
    ...money("discount", 0, currency),
    billDescriptor: "FS* fsprg.com",
    payment: { type: "test", cardEnding: "4242" },
    customer: account.contact,
    address: { country: account.country },
    recipients: [{ recipient: { ...account.contact, account: order.account, address: {} } }],
    notes: [],
    items: items.map((item) => itemObject(world, item, currency, expand)),
    ...(tags !== null && { tags }),
    ...(returns.length > 0 && { returns: returns.map((each) => ({ return: each, id: each })) }),
  };
}

function itemObject(world: World, item: OrderItem, currency: string, expand = false) {
  const { product, quantity, subtotal, subscription, bundle, addon } = item;
  const whole = subscription === null ? undefined : world.subscriptions.get(subscription);
  return {
    product,
    quantity,
    display: world.products.get(product)?.display ?? product,
    sku: null,
    ...money("subtotal", subtotal, currency),
    ...money("discount", 0, currency),
    fulfillments: {},
    ...prorated(item, currency),
    ...(addon && { isAddon: true }),
    ...(bundle !== null && { driver: { type: "bundle", path: bundle } }),
    ...(subscription !== null && {
      isSubscription: true,
      subscription: expand && whole ? subscriptionObject(world, whole) : subscription,
    }),
  };
}

function prorated({ proration }: OrderItem, currency: string): Record<string, unknown> {
  if (!proration) return {};
  return {
    ...money("proratedItemProratedCharge", proration.charge, currency),
    ...money("proratedItemCreditAmount", proration.credit, currency),
  };
}

export function subtotalOf(items: OrderItem[], currency: string): number {
  return round(
    items.reduce((sum, { subtotal }) => sum + subtotal, 0),
    currency,
  );
}

export function returnObject(world: World, returned: Return, expand = false): Record<string, unknown> {
  const { id, reference, total, items, reason } = returned;
  const order = kept(world.orders, returned.order);
  const account = kept(world.accounts, order.account);
  const { currency } = order;
  return {
    return: id,
    quote: null,
    reference,
    completed: true,
    ...moment("changed", returned.changed),
    live: order.live === true,
    account: expand ? accountObject(world, account) : order.account,
    currency,
    payoutCurrency: currency,
    ...money("totalReturn", total, currency),
    ...money("tax", round(total - subtotalOf(items, currency), currency), currency),
    ...money("subtotal", subtotalOf(items, currency), currency),
    payment: { type: "test", cardEnding: "4242" },
    reason,
    note: null,
    type: "RETURN",
    original: {
      id: order.id,
      order: order.id,
      reference: order.reference,
      account: order.account,
      ...money("total", order.total, currency),
    },
    customer: account.contact,
    items: items.map((item) => itemObject(world, item, currency)),
  };
}
