import { translateChargeEvent } from "./charge-event";
import type { Translation } from "./translation";

/** A renewal or a proration of an active subscription was paid. */
export function subscriptionChargeCompleted(data: unknown): Translation {
  return translateChargeEvent(data, { ifActive: true });
}
