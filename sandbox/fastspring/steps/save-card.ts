import type { Account, Subscription } from "../records";
import type { World } from "../world";
import { renew } from "./renew-subscription";

/** Another card for all subscriptions of the account; what is overdue is charged to it at once. */
export function saveCard(world: World, account: Account, { declines }: { declines: boolean }): void {
  const isTheirs = (each: Subscription) => each.account === account.id && each.state !== "deactivated";
  for (const subscription of world.subscriptions.all().filter(isTheirs)) {
    const saved = world.subscriptions.put({ ...subscription, declines });
    if (saved.state === "overdue" && !declines) renew(world, saved);
  }
}
