import { invoiceItem } from "../objects/invoice-item";
import type { Customer, LineItem } from "../wire";
import type { World } from "../world";

/** Puts a one-time line of a checkout on the customer's next invoice; a recurring line is billed by its subscription. */
export function billOnce(world: World, { price, quantity, description }: LineItem, owner: Customer): void {
  if (price?.type !== "one_time") return;
  const { currency, unit_amount } = price;
  const item = {
    customer: owner.id,
    currency,
    unitAmount: unit_amount ?? 0,
    quantity: quantity ?? 1,
    price,
    description,
  };
  world.emit("invoiceitem.created", world.invoiceItems.put(invoiceItem(item, world.now(owner.id))));
}
