import { newId } from "../ids";
import type { InvoiceItem, Metadata, Price } from "../wire";
import { pricingOf } from "./invoice-line-item";

export interface NewInvoiceItem {
  customer: string;
  currency: string;
  unitAmount: number;
  quantity: number;
  price?: Price | null;
  description?: string | null;
  metadata?: Metadata;
  invoice?: string | null;
  subscription?: string | null;
  proration?: boolean;
  period?: { start: number; end: number };
}

/** Something to be billed with the next invoice, or with the one it names. */
export function invoiceItem(input: NewInvoiceItem, now: number): InvoiceItem {
  return {
    id: newId("ii"),
    object: "invoiceitem",
    amount: input.unitAmount * input.quantity,
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    date: now,
    description: input.description ?? null,
    discountable: !input.proration,
    discounts: [],
    invoice: input.invoice ?? null,
    livemode: false,
    metadata: input.metadata ?? {},
    net_amount: input.unitAmount * input.quantity,
    parent: input.subscription
      ? {
          subscription_details: { subscription: input.subscription },
          type: "subscription_details",
        }
      : null,
    period: input.period ?? { start: now, end: now },
    pricing: input.price ? pricingOf(input.price) : null,
    proration: input.proration ?? false,
    quantity: input.quantity,
    quantity_decimal: String(input.quantity),
    tax_rates: [],
    test_clock: null,
  };
}
