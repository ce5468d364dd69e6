import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** It really ended. */
export function subscriptionDeactivated(data: unknown): Translation {
  return translateSubscriptionEvent(data);
}
