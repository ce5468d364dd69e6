import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** A dispute went on, e.g. evidence was handed in. */
export function chargeDisputeUpdated(object: unknown): Translation {
  return translatePaymentEvent("dispute", object);
}
