import { translateScheduleEvent } from "./schedule-event";
import type { Translation } from "./translation";

/** A planned change was planned differently, or a phase began. */
export function subscriptionScheduleUpdated(object: unknown): Translation {
  return translateScheduleEvent(object);
}
