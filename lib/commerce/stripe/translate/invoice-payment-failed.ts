import { translateInvoiceEvent } from "./invoice-event";
import type { Translation } from "./translation";

/** A renewal payment failed; Stripe goes on trying. */
export function invoicePaymentFailed(object: unknown): Translation {
  return translateInvoiceEvent(object);
}
