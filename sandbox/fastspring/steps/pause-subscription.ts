import { emitSubscription } from "../emit-event";
import type { Subscription } from "../records";
import { Refusal } from "../refusal";
import { kept } from "../store";
import type { World } from "../world";
import { addPeriod } from "./period";

/** From the next charge on it waits for so many periods; the next charge is the one after. */
export function planPause(world: World, subscription: Subscription, periods: number): Subscription {
  const { state, next, pause } = subscription;
  if (state !== "active" || next === null || pause) throw refusal("Subscription can not be paused.");
  const until = addPeriod(next, kept(world.products, subscription.product), periods);
  return tell(world, { ...subscription, next: until, pause: { from: next, until } }, "paused");
}

/** The charge falls out. */
export function beginPause(world: World, subscription: Subscription): Subscription {
  return tell(world, { ...subscription, state: "paused" }, "paused");
}

/** A planned pause is called off; one that goes on ends with a charge that is due now. */
export function resume(world: World, subscription: Subscription): Subscription {
  const { state, pause } = subscription;
  if (!pause) throw refusal("Subscription is not paused.");
  const next = state === "paused" ? world.now() : pause.from;
  return tell(world, { ...subscription, state: "active", next, pause: null }, "resumed");
}

function tell(world: World, subscription: Subscription, what: "paused" | "resumed"): Subscription {
  const changed = world.subscriptions.put({ ...subscription, changed: world.now() });
  emitSubscription(world, what, changed);
  emitSubscription(world, "updated", changed);
  return changed;
}

function refusal(text: string): Refusal {
  return new Refusal({ "subscriptions.pause": text });
}
