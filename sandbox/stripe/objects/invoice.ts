import { newId } from "../ids";
import { merchantName } from "../merchant";
import type { Customer, Invoice, InvoiceLineItem, Metadata } from "../wire";
import { listOf } from "./list";

export interface NewInvoice {
  customer: Customer;
  currency: string;
  billingReason: string;
  collectionMethod?: string;
  defaultPaymentMethod?: string | null;
  description?: string | null;
  metadata?: Metadata;
  autoAdvance?: boolean;
  dueDate?: number | null;
  subscription?: { id: string; metadata: Metadata } | null;
  periodStart: number;
  periodEnd: number;
}

/** A draft invoice without lines. */
export function invoice(input: NewInvoice, now: number): Invoice {
  const id = newId("in");
  const { customer } = input;
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: merchantName,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_paid_off_stripe: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: input.autoAdvance ?? false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: input.billingReason,
    collection_method: input.collectionMethod ?? "charge_automatically",
    created: now,
    currency: input.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    customer_tax_ids: [],
    default_payment_method: input.defaultPaymentMethod ?? null,
    default_source: null,
    default_tax_rates: [],
    description: input.description ?? null,
    discounts: [],
    due_date: input.dueDate ?? null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf([], `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: input.metadata ?? {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: parentOf(input.subscription ?? null),
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: input.periodEnd,
    period_start: input.periodStart,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: customer.test_clock ?? null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}

function parentOf(of: NewInvoice["subscription"]): Invoice["parent"] {
  if (!of) return null;
  return {
    quote_details: null,
    subscription_details: { metadata: of.metadata, subscription: of.id },
    type: "subscription_details",
  };
}

/** The invoice with these lines and the totals that follow from them. */
export function withLines(draft: Invoice, lines: InvoiceLineItem[]): Invoice {
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const due = dueOf(total, draft.starting_balance);
  return {
    ...draft,
    amount_due: due,
    amount_remaining: due - draft.amount_paid,
    lines: { ...draft.lines, data: lines },
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
}

/** What is to be paid when the customer's balance is used up first; a negative balance is credit. */
export function dueOf(total: number, balance: number): number {
  return Math.max(total + balance, 0);
}
