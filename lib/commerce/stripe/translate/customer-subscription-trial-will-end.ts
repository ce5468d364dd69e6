import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** The trial ends in three days; payment details may be missing. */
export function customerSubscriptionTrialWillEnd(object: unknown): Translation {
  return translateSubscriptionEvent(object);
}
