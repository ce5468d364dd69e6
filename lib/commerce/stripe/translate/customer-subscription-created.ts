import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** A subscription exists; its first payment may be open. */
export function customerSubscriptionCreated(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
