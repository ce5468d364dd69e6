import type { Subscription } from "../wire";
import type { World } from "../world";
import { appoint, callOff } from "./appointments";

/** A trial that ends sooner than Stripe would give notice of it is announced at once. */
const noticeSeconds = 3 * 86_400;

/** Plans the notice three days before a trial's end, or gives it now where it is later than that already. */
export function announceTrialEnd(world: World, subscription: Subscription): void {
  const { id, customer, trial_end: end, status } = subscription;
  callOff(world, "trial_will_end", id);
  if (end === null || status !== "trialing") return;
  const at = end - noticeSeconds;
  if (at <= world.now(customer)) world.emit("customer.subscription.trial_will_end", subscription);
  else appoint(world, "trial_will_end", id, { at, customer });
}
