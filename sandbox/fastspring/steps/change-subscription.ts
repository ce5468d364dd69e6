import { emitCharge, emitSubscription } from "../emit-event";
import { round } from "../objects/families";
import { periodTotal } from "../objects/subscription";
import type { Product, Subscription } from "../records";
import { Refusal } from "../refusal";
import { kept } from "../store";
import type { World } from "../world";
import { addPeriod } from "./period";
import { billAgain } from "./renew-subscription";

export interface SubscriptionChange {
  product?: string | undefined;
  quantity?: number | undefined;
  /** The difference for the rest of the period is charged now. */
  prorate?: boolean | undefined;
}

/** Another product or quantity. A product that is billed in other periods begins a new one. */
export function changeSubscription(world: World, before: Subscription, change: SubscriptionChange): Subscription {
  const { product = before.product, quantity = before.quantity, prorate = false } = change;
  const sold = subscribable(world, product);
  const next = hasSamePeriod(kept(world.products, before.product), sold) ? before.next : addPeriod(world.now(), sold);
  const asked = { ...before, product, quantity, next, changed: world.now() };
  const difference = round(periodTotal(world, asked) - periodTotal(world, before));
  const isCharged = prorate && difference > 0;
  if (isCharged && before.declines) throw new Refusal({ payment: "The payment was declined." });
  const changed = world.subscriptions.put(asked);
  emitSubscription(world, "updated", changed);
  if (isCharged) emitCharge(world, "completed", changed, billAgain(world, changed, difference));
  return changed;
}

function subscribable(world: World, path: string): Product {
  const product = world.products.get(path);
  if (product?.type === "subscription") return product;
  throw new Refusal({ product: `Product ${path} is no subscription.` });
}

function hasSamePeriod(a: Product, b: Product): boolean {
  return a.interval === b.interval && a.intervalLength === b.intervalLength;
}
