import { emitSubscription } from "../emit-event";
import type { Subscription } from "../records";
import type { World } from "../world";

/** Ends with its period. */
export function cancel(world: World, subscription: Subscription): Subscription {
  const canceled = world.subscriptions.put({
    ...subscription,
    state: "canceled",
    canceled: world.now(),
    deactivation: subscription.next,
    changed: world.now(),
  });
  emitSubscription(world, "canceled", canceled);
  return canceled;
}

/** As if it had never been canceled: in its trial or its pause, if that was not over. */
export function uncancel(world: World, subscription: Subscription): Subscription {
  const { deactivation, sequence, pause } = subscription;
  const isPaused = pause !== undefined && pause !== null && pause.from <= world.now();
  const kept = world.subscriptions.put({
    ...subscription,
    state: isPaused ? "paused" : sequence === 0 ? "trial" : "active",
    next: subscription.next ?? deactivation,
    canceled: null,
    deactivation: null,
    changed: world.now(),
  });
  emitSubscription(world, "uncanceled", kept);
  return kept;
}

/** Ends now: at the end of a canceled period, after failed payments, or because the vendor says so. */
export function deactivate(world: World, subscription: Subscription): Subscription {
  const now = world.now();
  const ended = world.subscriptions.put({
    ...subscription,
    state: "deactivated",
    next: null,
    deactivation: now,
    changed: now,
  });
  emitSubscription(world, "deactivated", ended);
  return ended;
}
