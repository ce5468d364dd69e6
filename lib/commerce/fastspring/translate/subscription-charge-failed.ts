import { translateChargeEvent } from "./charge-event";
import type { Translation } from "./translation";

/** A renewal was declined; told like one that was paid. */
export function subscriptionChargeFailed(data: unknown): Translation {
  return translateChargeEvent(data);
}
