import type { Invoice, InvoiceLineItem } from "../wire";
import type { World } from "../world";

/** An invoice as before 2025-03-31: the subscription and the payment stood at the invoice itself. */
export function renderOldInvoice(world: World, { parent, ...invoice }: Invoice): object {
  const details = parent?.subscription_details;
  return {
    ...invoice,
    ...paymentOf(world, invoice.id),
    lines: { ...invoice.lines, data: invoice.lines.data.map(oldLine) },
    paid: invoice.status === "paid",
    paid_out_of_band: Boolean(invoice.amount_paid_off_stripe),
    subscription: details?.subscription ?? null,
    subscription_details: { metadata: details?.metadata ?? null },
    subscription_proration_date: null,
  };
}

function paymentOf(world: World, invoice: string): { payment_intent: string | null; charge: string | null } {
  const payment = world.invoicePayments.newestFirst().find((each) => each.invoice === invoice);
  const intent = world.paymentIntents.get(payment?.payment.payment_intent ?? "");
  return { payment_intent: intent?.id ?? null, charge: intent?.latest_charge ?? null };
}

function oldLine({ parent, pricing, ...line }: InvoiceLineItem): object {
  return { ...line, price: pricing?.price_details?.price ?? null, ...oldParent(parent) };
}

function oldParent(parent: InvoiceLineItem["parent"]): object {
  const ofItem = parent?.subscription_item_details;
  if (ofItem) {
    const { proration, subscription, subscription_item } = ofItem;
    return { type: "subscription", proration, subscription, subscription_item };
  }
  const { proration = false, subscription = null, invoice_item = null } = parent?.invoice_item_details ?? {};
  return { type: "invoiceitem", proration, subscription, invoice_item };
}
