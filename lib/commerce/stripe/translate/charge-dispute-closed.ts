import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** A dispute is over: won, lost, or an inquiry that led to nothing. */
export function chargeDisputeClosed(object: unknown): Translation {
  return translatePaymentEvent("dispute", object);
}
