import { z } from "zod";
import { subscriptionReference } from "../wire";
import { notActive } from "./subscription-event";
import { about, unreadable, type Translation } from "./translation";

const charge = z.looseObject({ subscription: subscriptionReference });
const expanded = z.looseObject({ subscription: z.looseObject({ active: z.unknown().optional() }) });

/** What the `subscription.charge.*` events share: the charge is on top, the subscription in it, as its id or whole. */
export function translateChargeEvent(data: unknown, { ifActive = false } = {}): Translation {
  const parsed = charge.safeParse(data);
  if (!parsed.success) return unreadable("charge", parsed.error.issues[0]);
  const whole = expanded.safeParse(data);
  if (ifActive && whole.success && whole.data.subscription.active === false) return { ignored: notActive };
  return about("subscription", parsed.data.subscription);
}
