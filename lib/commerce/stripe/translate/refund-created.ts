import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** A refund was made; it may still be pending. */
export function refundCreated(object: unknown): Translation {
  return translatePaymentEvent("refund", object);
}
