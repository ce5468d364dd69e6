import type { Invoice } from "../wire";
import type { World } from "../world";
import { followFailure } from "./follow-failure";
import { isBeingPaid, methodFor, payInvoice } from "./pay-invoice";

/** Charges an open invoice to whatever is saved for it, with nobody there to be asked; no saved method is a failure. */
export function collectInvoice(world: World, invoice: Invoice): void {
  if (invoice.status !== "open" || invoice.collection_method === "send_invoice") return;
  if (isBeingPaid(world, invoice)) return;
  const method = methodFor(world, invoice);
  if (method) payInvoice(world, invoice, method, { offSession: true, isScheduled: true });
  else followFailure(world, invoice, { isScheduled: true });
}

/** The next try of the account's schedule, unless the debt is settled or the subscription over. */
export function retryInvoice(world: World, id: string): void {
  const invoice = world.invoices.get(id);
  const subscription = world.subscriptions.get(invoice?.parent?.subscription_details?.subscription ?? "");
  if (invoice && subscription?.ended_at === null) collectInvoice(world, invoice);
}
