import { translateCheckoutSessionEvent } from "./checkout-session-event";
import type { Translation } from "./translation";

/** The buyer finished the checkout; with a delayed payment method the money may still be on its way. */
export function checkoutSessionCompleted(object: unknown): Translation {
  return translateCheckoutSessionEvent(object);
}
