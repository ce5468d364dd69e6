import { emitChargeback, emitReturn } from "../emit-event";
import { newId, newReference } from "../ids";
import { round } from "../objects/families";
import { subtotalOf } from "../objects/order";
import type { Order, OrderItem, Return } from "../records";
import { Refusal } from "../refusal";
import type { World } from "../world";
import { withTax } from "../objects/tax";

export interface ReturnRequest {
  reason?: string | undefined;
  /** Product paths; all items unless said otherwise. */
  products?: string[] | undefined;
  /** What share of these items is paid back, up to 1. */
  share?: number | undefined;
  /** Of these products alone, so much of each. */
  amounts?: { product: string; amount: number }[] | undefined;
}

/** Pays money back; the order remembers its returns. */
export function returnOrder(world: World, order: Order, request: ReturnRequest): Return {
  const { reason } = request;
  if (order.status !== "completed") throw new Refusal({ order: "Order is not completed." });
  const paidBack = paidBackOf(order, request);
  if (paidBack.length === 0) throw new Refusal({ items: "Nothing to return." });
  const isWhole = subtotalOf(paidBack, order.currency) === subtotalOf(order.items, order.currency);
  const returned = world.returns.put({
    id: newId(),
    reference: newReference(world.now(), "X"),
    order: order.id,
    total: isWhole ? order.total : withTax(subtotalOf(paidBack, order.currency), order.currency),
    items: paidBack,
    reason: reason ?? "Product Not Received",
    changed: world.now(),
  });
  world.orders.put({ ...order, returns: [...order.returns, returned.id], changed: world.now() });
  emitReturn(world, returned);
  return returned;
}

function paidBackOf({ items, currency }: Order, { products, share = 1, amounts }: ReturnRequest): OrderItem[] {
  const paths = amounts?.map(({ product }) => product) ?? products;
  const meant = items.filter(({ product }) => !paths || paths.includes(product));
  const amountOf = ({ product, subtotal }: OrderItem) =>
    amounts?.find((each) => each.product === product)?.amount ?? subtotal * share;
  return meant.map((item) => ({ ...item, subtotal: round(amountOf(item), currency) }));
}

/** The payer's bank takes the money; the order itself shows nothing of it. */
export function chargeBack(world: World, order: Order): Order {
  emitChargeback(world, order);
  return order;
}
