import { z } from "zod";
import * as field from "../api/fields";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { withLines } from "../objects/invoice";
import { invoiceItem } from "../objects/invoice-item";
import { invoiceItemLine } from "../objects/invoice-line-item";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import type { InvoiceItem } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";
import { findPrice } from "./prices";

const createParams = z.strictObject({
  amount: field.integer.optional(),
  currency: field.currency.optional(),
  customer: field.text,
  description: field.text.optional(),
  invoice: field.text.optional(),
  metadata: field.metadata.optional(),
  pricing: z.strictObject({ price: field.text }).optional(),
  quantity: field.quantity.optional(),
  subscription: field.text.optional(),
  unit_amount_decimal: field.integer.optional(),
});
const listParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  customer: field.text.optional(),
  invoice: field.text.optional(),
  pending: field.flag.optional(),
});
const paymentListParams = z.strictObject({
  ...field.page,
  created: field.created.optional(),
  invoice: field.text.optional(),
  payment: z.strictObject({ type: z.enum(["payment_intent"]), payment_intent: field.text.optional() }).optional(),
  status: z.enum(["open", "paid", "canceled"]).optional(),
});

function find(world: World, id: string): InvoiceItem {
  const found = world.invoiceItems.get(id);
  if (!found) throw resourceMissing("invoiceitem", id, "invoiceitem");
  return found;
}

function create(world: World, input: z.output<typeof createParams>): InvoiceItem {
  const customer = findCustomer(world, input.customer, "customer");
  const { description, subscription, invoice, quantity = 1 } = input;
  const metadata = mergeMetadata({}, input.metadata);
  const details = { customer: customer.id, quantity, description, metadata, subscription, invoice };
  const made = world.invoiceItems.put(invoiceItem({ ...details, ...amountOf(world, input) }, world.now(customer.id)));
  world.emit("invoiceitem.created", made);
  if (invoice) addToDraft(world, made, invoice);
  return made;
}

function amountOf(world: World, input: z.output<typeof createParams>) {
  if (input.pricing) {
    const price = findPrice(world, input.pricing.price, "pricing[price]");
    return { price, unitAmount: price.unit_amount ?? 0, currency: price.currency };
  }
  const unitAmount = input.unit_amount_decimal ?? input.amount;
  if (unitAmount === undefined) throw parameterMissing("amount");
  if (input.currency === undefined) throw parameterMissing("currency");
  return { price: null, unitAmount, currency: input.currency };
}

function addToDraft(world: World, item: InvoiceItem, invoiceId: string): void {
  const draft = world.invoices.get(invoiceId);
  if (!draft) throw resourceMissing("invoice", invoiceId, "invoice", 400);
  if (draft.status !== "draft") {
    throw invalidRequest("This invoice is no longer editable", { code: "invoice_not_editable", param: "invoice" });
  }
  const changed = world.invoices.put(withLines(draft, [...draft.lines.data, invoiceItemLine(item, draft.id)]));
  world.emitUpdate("invoice.updated", draft, changed);
}

function remove(world: World, present: InvoiceItem): object {
  const owner = world.invoices.get(present.invoice ?? "");
  if (owner && owner.status !== "draft") {
    throw invalidRequest("You cannot delete an invoice item that is attached to a finalized invoice.", {
      code: "invoice_not_editable",
    });
  }
  world.invoiceItems.remove(present.id);
  world.emit("invoiceitem.deleted", present);
  return { id: present.id, object: "invoiceitem", deleted: true };
}

export const invoiceItemRoutes = [
  route("POST", "/v1/invoiceitems", createParams, ({ world, input }) => create(world, input)),
  route("GET", "/v1/invoiceitems", listParams, ({ world, input }) => {
    const { customer, invoice, pending, created } = input;
    const found = world.invoiceItems
      .newestFirst()
      .filter((each) => customer === undefined || each.customer === customer)
      .filter((each) => invoice === undefined || each.invoice === invoice)
      .filter((each) => pending === undefined || (each.invoice === null) === pending)
      .filter((each) => isWithin(each.date, created));
    return paginate(found, input, "/v1/invoiceitems");
  }),
  route("GET", "/v1/invoiceitems/:id", nothing, ({ world, id }) => find(world, id)),
  route("DELETE", "/v1/invoiceitems/:id", nothing, ({ world, id }) => remove(world, find(world, id))),
  route("GET", "/v1/invoice_payments", paymentListParams, ({ world, input }) => {
    const intent = input.payment?.payment_intent;
    const found = world.invoicePayments
      .newestFirst()
      .filter((each) => input.invoice === undefined || each.invoice === input.invoice)
      .filter((each) => intent === undefined || each.payment.payment_intent === intent)
      .filter((each) => input.status === undefined || each.status === input.status)
      .filter((each) => isWithin(each.created, input.created));
    return paginate(found, input, "/v1/invoice_payments");
  }),
  route("GET", "/v1/invoice_payments/:id", nothing, ({ world, id }) => {
    const found = world.invoicePayments.get(id);
    if (!found) throw resourceMissing("invoice_payment", id, "invoice_payment");
    return found;
  }),
];
