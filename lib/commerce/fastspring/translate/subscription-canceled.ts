import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** It was canceled, and goes on until its period ends. */
export function subscriptionCanceled(data: unknown): Translation {
  return translateSubscriptionEvent(data);
}
