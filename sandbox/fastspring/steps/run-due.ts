import type { Subscription } from "../records";
import type { World } from "../world";
import { deactivate } from "./end-subscription";
import { beginPause } from "./pause-subscription";
import { remind, renew } from "./renew-subscription";

type Due = { at: number; run: () => void };

/** Everything that fell due by itself while time passed, in its order. */
export function runDue(world: World): void {
  for (let due = nextDue(world); due && due.at <= world.now(); due = nextDue(world)) due.run();
}

/** What time brings next to any subscription. */
export function nextDue(world: World): Due | null {
  let first: Due | null = null;
  for (const subscription of world.subscriptions.all()) {
    const due = dueOf(world, subscription);
    if (due && (!first || due.at < first.at)) first = due;
  }
  return first;
}

function dueOf(world: World, subscription: Subscription): Due | null {
  const { state, next, deactivation, notices, pause } = subscription;
  switch (state) {
    case "deactivated":
      return null;
    case "canceled":
      return deactivation === null ? null : { at: deactivation, run: () => deactivate(world, subscription) };
    case "overdue":
      return notices ? { at: notices.nextAt, run: () => remind(world, subscription) } : null;
    case "active":
      if (pause) return { at: pause.from, run: () => beginPause(world, subscription) };
  }
  return next === null ? null : { at: next, run: () => renew(world, subscription) };
}
