import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** A subscription began. */
export function subscriptionActivated(data: unknown): Translation {
  return translateSubscriptionEvent(data);
}
