import type { CheckoutSession } from "../wire";
import type { World } from "../world";

/** Closes a session that was not paid, and calls off a payment that was begun in it. */
export function expireCheckout(world: World, session: CheckoutSession): CheckoutSession {
  const begun = world.paymentIntents.get(world.checkoutPlans.get(session.id)?.paymentIntent ?? "");
  if (begun && begun.status !== "succeeded") {
    const canceled_at = world.now(session.customer);
    const canceled = world.paymentIntents.put({
      ...begun,
      canceled_at,
      cancellation_reason: "expired",
      status: "canceled",
    });
    world.emit("payment_intent.canceled", canceled);
  }
  const expired = world.checkoutSessions.put({ ...session, status: "expired", url: null });
  world.emit("checkout.session.expired", expired);
  return expired;
}
