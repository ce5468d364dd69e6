import { z } from "zod";
import { subscriptionSubject, unreadable, type Translation } from "./translation";

const subscription = z.object({ id: z.string().min(1) });

/** What all `customer.subscription.*` events share: the object is the subscription. */
export function translateSubscriptionEvent(object: unknown): Translation {
  const parsed = subscription.safeParse(object);
  return parsed.success ? subscriptionSubject(parsed.data.id) : unreadable("subscription");
}
