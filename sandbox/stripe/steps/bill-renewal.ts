import type { Invoice, Subscription } from "../wire";
import type { World } from "../world";
import { closeInvoice } from "./close-invoice";
import { collectInvoice } from "./collect-invoice";
import { finalizeInvoice } from "./finalize-invoice";

/** Collects the invoice of a new period, unless collecting is paused or the subscription is unpaid: then it waits. */
export function billRenewal(world: World, { status, pause_collection: pause }: Subscription, draft: Invoice): void {
  if (status === "unpaid" || pause?.behavior === "keep_as_draft") {
    world.invoices.put({ ...draft, auto_advance: false });
    return;
  }
  const invoice = finalizeInvoice(world, draft);
  if (!pause) collectInvoice(world, invoice);
  else if (invoice.status === "open")
    closeInvoice(world, invoice, pause.behavior === "void" ? "void" : "uncollectible");
}
