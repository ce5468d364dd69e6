import { newId } from "../ids";
import type { InvoiceItem, InvoiceLineItem, Price, SubscriptionItem } from "../wire";

/** The line that bills one subscription item for one period; a trial bills nothing. */
export function subscriptionLine(
  item: SubscriptionItem,
  input: { invoice: string; productName: string; isTrial: boolean; period: { start: number; end: number } },
): InvoiceLineItem {
  const quantity = item.quantity ?? 1;
  const amount = input.isTrial ? 0 : (item.price.unit_amount ?? 0) * quantity;
  return {
    ...lineBase(input.invoice, item.price.currency, amount),
    description: input.isTrial
      ? `Free trial for ${quantity} × ${input.productName}`
      : `${quantity} × ${input.productName} (at ${priceText(item.price)})`,
    metadata: item.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: item.subscription,
        subscription_item: item.id,
      },
      type: "subscription_item_details",
    },
    period: input.period,
    pricing: pricingOf(item.price),
    quantity,
    quantity_decimal: String(quantity),
    subscription: item.subscription,
  };
}

/** The line that bills an invoice item. */
export function invoiceItemLine(item: InvoiceItem, invoice: string): InvoiceLineItem {
  const subscription = item.parent?.subscription_details?.subscription ?? null;
  return {
    ...lineBase(invoice, item.currency, item.amount),
    description: item.description,
    metadata: item.metadata ?? {},
    parent: {
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: { credited_items: null },
        subscription,
      },
      subscription_item_details: null,
      type: "invoice_item_details",
    },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription,
  };
}

function lineBase(invoice: string, currency: string, amount: number) {
  return {
    id: newId("il"),
    object: "line_item" as const,
    amount,
    currency,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    pretax_credit_amounts: [],
    subtotal: amount,
    taxes: [],
  };
}

export function pricingOf(price: Price): InvoiceLineItem["pricing"] {
  return {
    price_details: { price: price.id, product: price.product },
    type: "price_details",
    unit_amount_decimal: price.unit_amount_decimal,
  };
}

function priceText(price: Price): string {
  const amount = new Intl.NumberFormat("en-US", { style: "currency", currency: price.currency });
  const digits = amount.resolvedOptions().maximumFractionDigits ?? 2;
  const { interval = "", interval_count: count = 1 } = price.recurring ?? {};
  return `${amount.format((price.unit_amount ?? 0) / 10 ** digits)} / ${count > 1 ? `every ${count} ${interval}s` : interval}`;
}
