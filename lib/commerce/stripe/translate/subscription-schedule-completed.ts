import { translateScheduleEvent } from "./schedule-event";
import type { Translation } from "./translation";

/** The last phase is over; what follows depends on how it was set up. */
export function subscriptionScheduleCompleted(object: unknown): Translation {
  return translateScheduleEvent(object);
}
