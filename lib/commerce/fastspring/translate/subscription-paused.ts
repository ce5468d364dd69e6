import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** It waits: nothing is charged until it is resumed. Sent when a pause is planned, too. */
export function subscriptionPaused(data: unknown): Translation {
  return translateSubscriptionEvent(data);
}
