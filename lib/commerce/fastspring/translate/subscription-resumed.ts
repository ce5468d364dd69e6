import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** It goes on, or a planned pause was called off. */
export function subscriptionResumed(data: unknown): Translation {
  return translateSubscriptionEvent(data);
}
