import type { Customer } from "../wire";
import type { World } from "../world";
import { cancelSubscription } from "./cancel-subscription";

/** Deleting a customer ends every subscription of theirs at once. */
export function deleteCustomer(world: World, present: Customer): void {
  for (const each of world.subscriptions.newestFirst()) {
    if (each.customer === present.id && each.ended_at === null) {
      cancelSubscription(world, each, { reason: "cancellation_requested" });
    }
  }
  world.customers.remove(present.id);
  world.deletedCustomers.put({ id: present.id });
  world.emit("customer.deleted", present);
}
