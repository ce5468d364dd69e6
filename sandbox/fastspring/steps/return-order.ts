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
}

/** Pays money back; the order remembers its returns. */
export function returnOrder(world: World, order: Order, { reason, products, share = 1 }: ReturnRequest): Return {
  if (order.status !== "completed") throw new Refusal({ order: "Order is not completed." });
  const items = order.items.filter(({ product }) => !products || products.includes(product));
  if (items.length === 0) throw new Refusal({ items: "Nothing to return." });
  const paidBack: OrderItem[] = items.map((item) => ({
    ...item,
    subtotal: round(item.subtotal * share, order.currency),
  }));
  const isWhole = share === 1 && items.length === order.items.length;
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

/** The payer's bank takes the money; the order itself shows nothing of it. */
export function chargeBack(world: World, order: Order): Order {
  emitChargeback(world, order);
  return order;
}
