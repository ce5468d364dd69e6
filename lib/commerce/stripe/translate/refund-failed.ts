import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** A refund did not reach the buyer: the money is the vendor's again. */
export function refundFailed(object: unknown): Translation {
  return translatePaymentEvent("refund", object);
}
