import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** Status, items, quantities or the end changed. */
export function customerSubscriptionUpdated(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
