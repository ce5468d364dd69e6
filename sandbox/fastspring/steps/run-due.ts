import type { World } from "../world";
import { renew } from "./renew-subscription";

/** What fell due by itself while time passed. */
export function runDue(world: World): void {
  const now = world.now();
  for (const subscription of world.subscriptions.all()) {
    const { state, next, deactivation } = subscription;
    const due = state === "canceled" ? deactivation : next;
    if (state !== "deactivated" && state !== "overdue" && due !== null && due <= now) renew(world, subscription);
  }
}
