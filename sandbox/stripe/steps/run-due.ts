import type { World } from "../world";
import { expireIncomplete } from "./cancel-subscription";
import { currentPeriodEnd, endPeriod } from "./end-period";
import { expireCheckout } from "./expire-checkout";
import { keepAppointment } from "./keep-appointment";

const incompleteSeconds = 23 * 3600;
const billed = new Set(["active", "trialing", "past_due"]);
const byItself = { id: null, idempotency_key: null };

/** Does everything whose time has come: sessions expire, periods end, first payments lapse. */
export function runDue(world: World): void {
  for (const session of world.checkoutSessions.values()) {
    const isDue = session.status === "open" && session.expires_at <= world.now(session.customer);
    if (isDue) world.transact(byItself, () => expireCheckout(world, session));
  }
  for (const appointment of world.appointments.values()) {
    const isDue = appointment.at <= world.now(appointment.customer);
    if (isDue) world.transact(byItself, () => keepAppointment(world, appointment));
  }
  for (const { id } of world.subscriptions.values()) {
    // A clock that jumped may have passed several periods at once.
    while (runSubscription(world, id)) continue;
  }
}

function runSubscription(world: World, id: string): boolean {
  const subscription = world.subscriptions.get(id);
  if (!subscription) return false;
  const now = world.now(subscription.customer);
  if (subscription.status === "incomplete" && subscription.created + incompleteSeconds <= now) {
    world.transact(byItself, () => expireIncomplete(world, subscription));
    return true;
  }
  const isDue = billed.has(subscription.status) && currentPeriodEnd(subscription) <= now;
  if (isDue) world.transact(byItself, () => endPeriod(world, subscription));
  return isDue;
}
