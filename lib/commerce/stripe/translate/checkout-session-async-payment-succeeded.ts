import { translateCheckoutSessionEvent } from "./checkout-session-event";
import type { Translation } from "./translation";

/** The delayed payment method cleared. */
export function checkoutSessionAsyncPaymentSucceeded(object: unknown): Translation {
  return translateCheckoutSessionEvent(object);
}
