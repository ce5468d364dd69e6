import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** Product, quantity or dates of an active subscription changed. */
export function subscriptionUpdated(data: unknown): Translation {
  return translateSubscriptionEvent(data, { ifActive: true });
}
