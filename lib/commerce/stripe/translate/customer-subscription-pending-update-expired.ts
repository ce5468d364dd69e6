import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** A change that waited for its payment lapsed. */
export function customerSubscriptionPendingUpdateExpired(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
