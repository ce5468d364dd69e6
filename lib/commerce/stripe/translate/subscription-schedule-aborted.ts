import { translateScheduleEvent } from "./schedule-event";
import type { Translation } from "./translation";

/** The plan ended because its subscription did, or was delinquent. */
export function subscriptionScheduleAborted(object: unknown): Translation {
  return translateScheduleEvent(object);
}
