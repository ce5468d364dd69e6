import type { Delivery } from "../records";
import type { World } from "../world";

/** Keeps a delivery where it belongs: with what waits, or with what is over. */
export function keepDelivery(world: World, delivery: Delivery): void {
  if (delivery.status === "pending") {
    world.deliveries.put(delivery);
    return;
  }
  world.deliveries.remove(delivery.id);
  world.pastDeliveries.put(delivery);
}

/** All deliveries, newest first. */
export function listDeliveries(world: World): Delivery[] {
  const all = [...world.deliveries.values(), ...world.pastDeliveries.values()];
  return all.toReversed().toSorted((a, b) => b.createdAtMs - a.createdAtMs);
}
