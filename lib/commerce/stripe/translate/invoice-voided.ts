import { translateInvoiceEvent } from "./invoice-event";
import type { Translation } from "./translation";

/** An invoice need not be paid any more. */
export function invoiceVoided(object: unknown): Translation {
  return translateInvoiceEvent(object);
}
