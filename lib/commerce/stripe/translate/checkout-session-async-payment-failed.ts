import { translateCheckoutSessionEvent } from "./checkout-session-event";
import type { Translation } from "./translation";

/** The delayed payment method failed. */
export function checkoutSessionAsyncPaymentFailed(object: unknown): Translation {
  return translateCheckoutSessionEvent(object);
}
