import { emitOrder, emitSubscription } from "../emit-event";
import { newId, newReference } from "../ids";
import { round } from "../objects/families";
import { subtotalOf } from "../objects/order";
import { withTax } from "../objects/tax";
import type { CartItem, Order, OrderItem, Product, Subscription } from "../records";
import { Refusal } from "../refusal";
import { kept } from "../store";
import type { World } from "../world";
import { addPeriod } from "./period";

export interface Purchase {
  account: string;
  items: CartItem[];
  /** Products that are billed with the first subscription of the cart. */
  addons?: { product: string; quantity: number }[];
  tags?: unknown;
  /** A pending order waits for its payment, e.g. a wire transfer. */
  status?: "completed" | "pending" | undefined;
  live?: boolean | undefined;
}

/** What a completed checkout leads to: the order, the subscriptions that it begins, and their events. */
export function placeOrder(world: World, purchase: Purchase): Order {
  const { account, items, addons = [], tags = null, status, live = false } = purchase;
  const lines = items.flatMap((item) => linesOf(world, item));
  const isPending = status === "pending";
  const begun = isPending ? [] : lines.flatMap((line) => begin(world, { account, addons, live }, line));
  const orderItems = [...lines.map((line) => toItem(line, begun)), ...addons.map((addon) => toAddon(world, addon))];
  const currency = lines[0]?.product.currency ?? "EUR";
  const order = world.orders.put({
    id: newId(),
    reference: newReference(world.now()),
    account,
    status: isPending ? "pending" : "completed",
    isRebill: false,
    currency,
    total: withTax(subtotalOf(orderItems, currency), currency),
    items: orderItems,
    tags,
    placed: world.now(),
    changed: world.now(),
    returns: [],
    live,
  });
  if (isPending) emitOrder(world, "order.payment.pending", order);
  else tellOfOrder(world, order, begun);
  return order;
}

/** The money of a pending order came; what it sold once is delivered now. */
export function completeOrder(world: World, order: Order): Order {
  const completed = world.orders.put({ ...order, status: "completed", changed: world.now() });
  tellOfOrder(world, completed, []);
  return completed;
}

export function cancelOrder(world: World, order: Order): Order {
  const canceled = world.orders.put({ ...order, status: "canceled", changed: world.now() });
  emitOrder(world, "order.canceled", canceled);
  return canceled;
}

type Line = { product: Product; quantity: number; trial: number; bundle: string | null };

/** A bundle is delivered as the products in it. */
function linesOf(world: World, { product: path, quantity, trial }: CartItem): Line[] {
  const product = world.products.get(path);
  if (!product) throw new Refusal({ product: `Product ${path} does not exist.` });
  const parts = product.type === "bundle" ? product.parts.flatMap((part) => world.products.get(part) ?? []) : [product];
  const bundle = product.type === "bundle" ? path : null;
  return parts.map((part) => ({ product: part, quantity, trial: trial ?? part.trial, bundle }));
}

type Begun = { account: string; addons: { product: string; quantity: number }[]; live: boolean };

function begin(world: World, { account, addons, live }: Begun, { product, quantity, trial }: Line) {
  if (product.type !== "subscription") return [];
  const now = world.now();
  const subscription: Subscription = {
    id: newId(),
    account,
    product: product.id,
    quantity,
    addons,
    state: trial > 0 ? "trial" : "active",
    begin: now,
    periodBegin: now,
    next: trial > 0 ? now + trial * 86_400_000 : addPeriod(now, product),
    canceled: null,
    deactivation: null,
    changed: now,
    sequence: trial > 0 ? 0 : 1,
    declines: false,
    live,
  };
  return [world.subscriptions.put(subscription)];
}

function toItem({ product, quantity, trial, bundle }: Line, begun: Subscription[]): OrderItem {
  const subscription = begun.find((each) => each.product === product.id)?.id ?? null;
  const price = subscription !== null && trial > 0 ? 0 : product.price;
  return { product: product.id, quantity, subtotal: round(price * quantity, product.currency), subscription, bundle };
}

function toAddon(world: World, { product: path, quantity }: { product: string; quantity: number }): OrderItem {
  const { price, currency } = kept(world.products, path);
  const subtotal = round(price * quantity, currency);
  return { product: path, quantity, subtotal, subscription: null, bundle: null, addon: true };
}

function tellOfOrder(world: World, order: Order, begun: Subscription[]): void {
  emitOrder(world, "order.completed", order);
  for (const subscription of begun) emitSubscription(world, "activated", subscription);
}
