import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** The disputed money came back after all. */
export function chargeDisputeFundsReinstated(object: unknown): Translation {
  return translatePaymentEvent("dispute", object);
}
