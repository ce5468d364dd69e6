import { translatePaymentEvent } from "./payment-event";
import type { Translation } from "./translation";

/** As `refund.updated`, for endpoints older than 2024-10. */
export function chargeRefundUpdated(object: unknown): Translation {
  return translatePaymentEvent("refund", object);
}
