import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** The disputed money was taken back. */
export function chargeDisputeFundsWithdrawn(object: unknown): Translation {
  return translatePaymentEvent("dispute", object);
}
