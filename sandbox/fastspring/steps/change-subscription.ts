import { emitCharge, emitSubscription } from "../emit-event";
import type { Subscription } from "../records";
import { Refusal } from "../refusal";
import type { World } from "../world";
import { prorateChange, requireProratable, type Proration, type SubscriptionChange } from "./prorate-change";
import { billAgain, lastChargeOf } from "./renew-subscription";

/** Another product, quantity or add-on. Prorated, the difference for the rest of the period is charged or given back. */
export function changeSubscription(world: World, before: Subscription, change: SubscriptionChange): Subscription {
  const proration = prorateChange(world, before, change);
  const { subtotal, credit, charge } = proration;
  const isProrated = change.prorate === true && subtotal !== 0;
  if (isProrated) requirePayable(world, before, proration);
  const changed = world.subscriptions.put(proration.after);
  emitSubscription(world, "updated", changed);
  if (!isProrated) return changed;
  const order = billAgain(world, changed, subtotal, { credit, charge });
  if (subtotal > 0) emitCharge(world, "completed", changed, order);
  return changed;
}

/** Throws where the difference can't be charged or given back. */
export function requirePayable(world: World, before: Subscription, { subtotal }: Proration): void {
  requireProratable(world, before);
  const last = lastChargeOf(world, before);
  if (subtotal < 0 && (last?.total ?? 0) < -subtotal) {
    throw new Refusal({ message: "Refund exceeds the last charge amount." }, 400, before.id);
  }
  if (subtotal > 0 && before.declines) throw new Refusal({ payment: "The payment was declined." });
}
