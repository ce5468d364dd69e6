import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** A cancellation was taken back. */
export function subscriptionUncanceled(data: unknown): Translation {
  return translateSubscriptionEvent(data);
}
