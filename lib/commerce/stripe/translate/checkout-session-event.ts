import { z } from "zod";
import { idOf, orderSubject, subscriptionSubject, unreadable, type Translation } from "./translation";

const session = z.object({ id: z.string().min(1), mode: z.string(), subscription: idOf });

/** What the `checkout.session.*` events share: a finished session became a subscription or a one-time order. */
export function translateCheckoutSessionEvent(object: unknown): Translation {
  const parsed = session.safeParse(object);
  if (!parsed.success) return unreadable("checkout session");
  const { id, mode, subscription } = parsed.data;
  switch (mode) {
    case "payment":
      return orderSubject(id);
    case "subscription":
      return subscription
        ? subscriptionSubject(subscription)
        : { ignored: "The checkout session ended without a subscription" };
    default:
      return { ignored: `Nothing is bought in a checkout session of mode ${mode}` };
  }
}
