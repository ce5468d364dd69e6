import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** A refund changed, e.g. from pending to succeeded. */
export function refundUpdated(object: unknown): Translation {
  return translatePaymentEvent("refund", object);
}
