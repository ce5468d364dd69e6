import { translateCheckoutSessionEvent } from "./checkout-session-event";
import type { Translation } from "./translation";

/** Nobody paid in time. */
export function checkoutSessionExpired(object: unknown): Translation {
  return translateCheckoutSessionEvent(object);
}
