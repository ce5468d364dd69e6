import type { CheckoutSession } from "../wire";
import type { World } from "../world";
import { recount } from "./discount-checkout";

/** The buyer changes how many they want, within what the session allows; anything else changes nothing. */
export function setQuantity(world: World, session: CheckoutSession, lineId: string, quantity: number): void {
  const plan = world.checkoutPlans.get(session.id);
  const line = plan?.lineItems.find((each) => each.id === lineId);
  if (!plan || !line?.adjustable_quantity?.enabled || !Number.isInteger(quantity)) return;
  const { minimum, maximum } = line.adjustable_quantity;
  const wanted = Math.min(Math.max(quantity, minimum ?? 1, 1), maximum ?? 99);
  const unit = line.amount_subtotal / (line.quantity ?? 1);
  const total = unit * wanted;
  const changed = { ...line, amount_subtotal: total, amount_total: total, quantity: wanted };
  const lineItems = plan.lineItems.map((each) => (each.id === lineId ? changed : each));
  world.checkoutPlans.put({ ...plan, lineItems });
  recount(world, session);
}
