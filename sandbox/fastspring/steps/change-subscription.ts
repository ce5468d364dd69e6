import { emitCharge, emitSubscription } from "../emit-event";
import type { Subscription } from "../records";
import { Refusal } from "../refusal";
import type { World } from "../world";
import { ineligibility, prorateChange, type Proration, type SubscriptionChange } from "./prorate-change";
import { billAgain } from "./renew-subscription";

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
  if (subtotal > 0) emitCharge(world, changed, order);
  return changed;
}

/** Throws where the difference can't be charged or given back. */
export function requirePayable(world: World, before: Subscription, proration: Proration): void {
  const message = ineligibility(world, before, proration);
  if (message !== null) throw new Refusal({ message }, 400, before.id);
  if (proration.subtotal > 0 && before.declines) throw new Refusal({ payment: "The payment was declined." });
}

/** As the vendor in FastSpring's own app, where what can't be prorated counts from the next period on. */
export function changeByVendor(world: World, before: Subscription, change: SubscriptionChange): Subscription {
  const isEligible = ineligibility(world, before, prorateChange(world, before, change)) === null;
  return changeSubscription(world, before, { ...change, prorate: change.prorate === true && isEligible });
}
