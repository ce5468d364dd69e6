import { invalidRequest } from "../stripe-error";
import type { Invoice } from "../wire";
import type { World } from "../world";

/** Gives up on an open invoice: void as if it had never been, or uncollectible as a debt that will not be paid. */
export function closeInvoice(world: World, invoice: Invoice, status: "void" | "uncollectible"): Invoice {
  if (invoice.status !== "open" && invoice.status !== "uncollectible") {
    throw invalidRequest(`You can only pass in open invoices. This invoice is ${invoice.status}.`, {
      code: "invoice_not_editable",
    });
  }
  const now = world.now(invoice.customer);
  const stamp = status === "void" ? { voided_at: now } : { marked_uncollectible_at: now };
  const transitions = { ...invoice.status_transitions, ...stamp };
  const closed = world.invoices.put({ ...invoice, auto_advance: false, status, status_transitions: transitions });
  world.emit(status === "void" ? "invoice.voided" : "invoice.marked_uncollectible", closed);
  return closed;
}
