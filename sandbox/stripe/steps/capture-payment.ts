import { invalidRequest } from "../stripe-error";
import type { PaymentIntent } from "../wire";
import type { World } from "../world";
import { settle } from "./confirm-payment-intent";

/** Takes the money that an earlier authorization holds. */
export function capturePayment(
  world: World,
  present: PaymentIntent,
  amount = present.amount_capturable,
): PaymentIntent {
  const charge = world.charges.get(present.latest_charge ?? "");
  if (present.status !== "requires_capture" || !charge) {
    throw invalidRequest(
      `This PaymentIntent could not be captured because it has a status of ${present.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      { code: "payment_intent_unexpected_state", payment_intent: present },
    );
  }
  const captured = settle(world, { ...charge, captured: true, amount_captured: amount });
  world.emitUpdate("charge.captured", charge, captured);
  const received = { amount_capturable: 0, amount_received: amount };
  const done = world.paymentIntents.put({ ...present, ...received, status: "succeeded" });
  world.emit("payment_intent.succeeded", done);
  return done;
}
