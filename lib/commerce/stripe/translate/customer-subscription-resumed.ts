import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** A paused subscription runs again. */
export function customerSubscriptionResumed(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
