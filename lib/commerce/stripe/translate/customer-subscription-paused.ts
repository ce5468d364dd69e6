import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** The subscription stopped for now, e.g. at the end of a trial without a card. */
export function customerSubscriptionPaused(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
