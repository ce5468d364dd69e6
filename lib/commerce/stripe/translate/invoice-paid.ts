import { z } from "zod";
import { translateInvoiceEvent } from "./invoice-event";
import { paymentSubject, type Translation } from "./translation";

/** Lines of the subscription itself say so under `parent`; before 2025-03-31, in their own `type`. */
const subscriptionLine = z.union([
  z.object({ parent: z.object({ type: z.literal("subscription_item_details") }) }),
  z.object({ type: z.literal("subscription") }),
]);
const firstInvoice = z.object({
  id: z.string().min(1),
  billing_reason: z.literal("subscription_create"),
  lines: z.object({ data: z.array(z.looseObject({})) }),
});

/**
 * Money for a subscription arrived. A first invoice that also has lines beside the subscription's paid for one-time
 * items of the same checkout, which are an order of their own.
 */
export function invoicePaid(object: unknown): Translation {
  const first = firstInvoice.safeParse(object);
  const isMixed = first.success && first.data.lines.data.some((line) => !subscriptionLine.safeParse(line).success);
  return isMixed ? paymentSubject(first.data.id) : translateInvoiceEvent(object);
}
