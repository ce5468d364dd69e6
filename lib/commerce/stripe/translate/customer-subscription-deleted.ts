import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** The subscription ended. */
export function customerSubscriptionDeleted(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
