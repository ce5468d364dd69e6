import type { CheckoutSession, Metadata, PaymentLink } from "../wire";

/** What an order's own invoice says; null for no invoice. */
export type WantedInvoice = { metadata: Metadata; description: string | null } | null;

type InvoiceCreation = NonNullable<CheckoutSession["invoice_creation"]> & NonNullable<PaymentLink["invoice_creation"]>;

/** How a checkout, or the link that leads to one, says whether its one-time order gets an invoice. */
export function invoiceCreation(wanted: WantedInvoice): InvoiceCreation {
  return {
    enabled: wanted !== null,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: wanted?.description ?? null,
      footer: null,
      issuer: null,
      metadata: wanted?.metadata ?? {},
      rendering_options: null,
    },
  };
}
