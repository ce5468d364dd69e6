import { translateInvoiceEvent } from "./invoice-event";
import type { Translation } from "./translation";

/** An invoice can't be sent, e.g. for a missing tax location: nobody will pay it. */
export function invoiceFinalizationFailed(object: unknown): Translation {
  return translateInvoiceEvent(object);
}
