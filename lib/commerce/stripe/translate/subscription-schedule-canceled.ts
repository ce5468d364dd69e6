import { translateScheduleEvent } from "./schedule-event";
import type { Translation } from "./translation";

/** The plan was canceled, and with it perhaps the subscription. */
export function subscriptionScheduleCanceled(object: unknown): Translation {
  return translateScheduleEvent(object);
}
