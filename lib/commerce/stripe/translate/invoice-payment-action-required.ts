import { translateInvoiceEvent } from "./invoice-event";
import type { Translation } from "./translation";

/** The payer has to confirm the payment first. */
export function invoicePaymentActionRequired(object: unknown): Translation {
  return translateInvoiceEvent(object);
}
