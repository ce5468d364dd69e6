import { z } from "zod";
import { idOf, subscriptionSubject, unreadable, type Translation } from "./translation";

/** Since API version 2025-03-31 (basil) the subscription stands under `parent`; before, on the invoice itself. */
const invoice = z.object({
  id: z.string().nullish(),
  subscription: idOf,
  parent: z.object({ subscription_details: z.object({ subscription: idOf }).nullish() }).nullish(),
});

/** What the `invoice.*` events share: the invoice names the subscription that it is for, if any. */
export function translateInvoiceEvent(object: unknown): Translation {
  const parsed = invoice.safeParse(object);
  if (!parsed.success) return unreadable("invoice");
  const id = parsed.data.parent?.subscription_details?.subscription ?? parsed.data.subscription;
  return id ? subscriptionSubject(id) : { ignored: "The invoice belongs to no subscription" };
}
