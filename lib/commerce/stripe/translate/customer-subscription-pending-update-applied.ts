import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** A change that waited for its payment took effect. */
export function customerSubscriptionPendingUpdateApplied(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
