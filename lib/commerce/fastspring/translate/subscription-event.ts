import { z } from "zod";
import { about, unreadable, type Translation } from "./translation";

const subscription = z.looseObject({ subscription: z.string().min(1), active: z.unknown().optional() });

/**
 * What the `subscription.*` events share: the data is the subscription. `ifActive`: the event counts only for one that is
 * active ("Connect to FastSpring", `active` must be true).
 */
export function translateSubscriptionEvent(data: unknown, { ifActive = false } = {}): Translation {
  const parsed = subscription.safeParse(data);
  if (!parsed.success) return unreadable("subscription", parsed.error.issues[0]);
  if (ifActive && parsed.data.active === false) return { ignored: notActive };
  return about("subscription", parsed.data.subscription);
}

export const notActive = "The subscription is not active: only its deactivation counts";
