import { translateInvoiceEvent } from "./invoice-event";
import type { Translation } from "./translation";

/** The vendor gave up on an invoice. */
export function invoiceMarkedUncollectible(object: unknown): Translation {
  return translateInvoiceEvent(object);
}
