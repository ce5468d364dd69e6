import { z } from "zod";
import { idOf, subscriptionSubject, unreadable, type Translation } from "./translation";

const schedule = z.object({ subscription: idOf, released_subscription: idOf });

/** What the `subscription_schedule.*` events share: the schedule names the subscription that it steers or steered. */
export function translateScheduleEvent(object: unknown): Translation {
  const parsed = schedule.safeParse(object);
  if (!parsed.success) return unreadable("subscription schedule");
  const id = parsed.data.subscription ?? parsed.data.released_subscription;
  return id ? subscriptionSubject(id) : { ignored: "The schedule has not begun: it has no subscription yet" };
}
