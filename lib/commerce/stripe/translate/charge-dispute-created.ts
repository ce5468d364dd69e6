import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** The payer contests the payment, or asks about it. */
export function chargeDisputeCreated(object: unknown): Translation {
  return translatePaymentEvent("dispute", object);
}
