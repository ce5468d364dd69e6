import { translateScheduleEvent } from "./schedule-event";
import type { Translation } from "./translation";

/** The plan was taken off; the subscription goes on as it is. */
export function subscriptionScheduleReleased(object: unknown): Translation {
  return translateScheduleEvent(object);
}
