import { z } from "zod";
import { about, unreadable, type Translation } from "./translation";

const text = z.string().min(1).optional();
const subscription = z.looseObject({ subscription: text, id: text.catch(undefined), active: z.unknown().optional() });

/**
 * What the `subscription.*` events share: the data is the subscription, or no more than its id. `ifActive`: the event
 * counts only for one that is active ("Connect to FastSpring", `active` must be true).
 */
export function translateSubscriptionEvent(data: unknown, { ifActive = false } = {}): Translation {
  const parsed = subscription.safeParse(data);
  if (!parsed.success) return unreadable("subscription", parsed.error.issues[0]);
  const { subscription: name, id = "", active } = parsed.data;
  if (!name && !id) return unreadable("subscription", undefined);
  if (ifActive && active === false) return { ignored: notActive };
  return about("subscription", name ?? id);
}

export const notActive = "The subscription is not active: only its deactivation counts";
