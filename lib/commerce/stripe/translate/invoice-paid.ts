import { translateInvoiceEvent } from "./invoice-event";
import type { Translation } from "./translation";

/** A first or a renewal payment arrived, also when it was marked paid outside Stripe. */
export function invoicePaid(object: unknown): Translation {
  return translateInvoiceEvent(object);
}
