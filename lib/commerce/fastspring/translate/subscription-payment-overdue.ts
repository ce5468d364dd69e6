import { translateSubscriptionEvent } from "./subscription-event";
import type { Translation } from "./translation";

/** A renewal is overdue; the subscription is still active. */
export function subscriptionPaymentOverdue(data: unknown): Translation {
  return translateSubscriptionEvent(data);
}
