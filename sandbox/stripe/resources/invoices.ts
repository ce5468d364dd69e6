import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { isWithin, paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { search, searchParams } from "../api/search";
import { invalidRequest, resourceMissing } from "../stripe-error";
import { closeInvoice } from "../steps/close-invoice";
import { draftItemsInvoice } from "../steps/draft-invoice";
import { finalizeInvoice } from "../steps/finalize-invoice";
import { markInvoicePaid, methodFor, payInvoice } from "../steps/pay-invoice";
import { cardError, findPaymentMethod } from "../steps/save-payment-method";
import type { Invoice, PaymentMethod } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";

const createParams = z.strictObject({
  auto_advance: field.flag.optional(),
  collection_method: z.enum(["charge_automatically", "send_invoice"]).optional(),
  currency: field.currency.optional(),
  customer: field.text,
  days_until_due: field.integer.optional(),
  default_payment_method: field.text.optional(),
  description: field.text.optional(),
  due_date: field.integer.optional(),
  metadata: field.metadata.optional(),
  pending_invoice_items_behavior: z.enum(["exclude", "include"]).optional(),
});
const updateParams = z.strictObject({
  auto_advance: field.flag.optional(),
  default_payment_method: field.clearableText.optional(),
  description: field.clearableText.optional(),
  metadata: field.metadata.optional(),
});
const payParams = z.strictObject({
  forgive: field.accepted,
  off_session: field.flag.optional(),
  paid_out_of_band: field.flag.optional(),
  payment_method: field.text.optional(),
});
const finalizeParams = z.strictObject({ auto_advance: field.flag.optional() });
const listParams = z.strictObject({
  ...field.page,
  collection_method: field.text.optional(),
  created: field.created.optional(),
  customer: field.text.optional(),
  due_date: field.accepted,
  status: z.enum(["draft", "open", "paid", "uncollectible", "void"]).optional(),
  subscription: field.text.optional(),
});

function find(world: World, id: string): Invoice {
  const found = world.invoices.get(id);
  if (!found) throw resourceMissing("invoice", id, "invoice");
  return found;
}

function create(world: World, input: z.output<typeof createParams>): Invoice {
  const customer = findCustomer(world, input.customer, "customer");
  const { days_until_due: days, due_date: due } = input;
  const now = world.now(customer.id);
  const waiting = [...world.invoiceItems.values()].find((each) => each.customer === customer.id && !each.invoice);
  const settings = {
    customer,
    currency: input.currency ?? waiting?.currency ?? "usd",
    billingReason: "manual",
    collectionMethod: input.collection_method,
    defaultPaymentMethod: input.default_payment_method,
    description: input.description,
    metadata: mergeMetadata({}, input.metadata),
    autoAdvance: input.auto_advance,
    dueDate: days === undefined ? due : now + days * 86_400,
    periodStart: now,
    periodEnd: now,
  };
  return draftItemsInvoice(world, settings, null, input.pending_invoice_items_behavior === "include");
}

function update(world: World, present: Invoice, input: z.output<typeof updateParams>): Invoice {
  const { auto_advance, default_payment_method, description } = input;
  const changed = world.invoices.put({
    ...present,
    ...given({ auto_advance, default_payment_method, description }),
    metadata: mergeMetadata(present.metadata ?? {}, input.metadata),
  });
  world.emitUpdate("invoice.updated", present, changed);
  return changed;
}

function pay(world: World, present: Invoice, input: z.output<typeof payParams>): Invoice {
  const open = present.status === "draft" ? finalizeInvoice(world, present) : present;
  if (present.status === "draft" && open.status === "paid") return open;
  if (open.status === "paid") throw invalidRequest("Invoice is already paid", { code: "invoice_already_paid" });
  if (open.status !== "open") throw invalidRequest("This invoice can't be paid.", { code: "invoice_not_editable" });
  if (input.paid_out_of_band) return markInvoicePaid(world, { ...open, amount_paid_off_stripe: open.amount_due });
  const result = payInvoice(world, open, methodToPay(world, open, input), { offSession: input.off_session ?? true });
  if (result.kind === "declined") {
    throw cardError(result.decline, { charge: result.charge, payment_intent: result.intent });
  }
  return find(world, open.id);
}

function methodToPay(world: World, open: Invoice, input: z.output<typeof payParams>): PaymentMethod {
  const method = input.payment_method ? findPaymentMethod(world, input.payment_method) : methodFor(world, open);
  if (method) return method;
  throw invalidRequest(
    "There is no `default_payment_method` set on this Customer or Invoice. Please attach a payment method and then try again.",
    { code: "missing" },
  );
}

function send(world: World, present: Invoice): Invoice {
  const open = present.status === "draft" ? finalizeInvoice(world, present) : present;
  world.emit("invoice.sent", open);
  return open;
}

function remove(world: World, present: Invoice): object {
  if (present.status !== "draft") {
    throw invalidRequest("You can only delete draft invoices.", { code: "invoice_not_editable" });
  }
  world.invoices.remove(present.id);
  world.emit("invoice.deleted", present);
  return { id: present.id, object: "invoice", deleted: true };
}

function matches(each: Invoice, input: z.output<typeof listParams>): boolean {
  const tests = [
    input.customer === undefined || each.customer === input.customer,
    input.status === undefined || each.status === input.status,
    input.collection_method === undefined || each.collection_method === input.collection_method,
    input.subscription === undefined || each.parent?.subscription_details?.subscription === input.subscription,
    isWithin(each.created, input.created),
  ];
  return tests.every(Boolean);
}

const path = "/v1/invoices";

export const invoiceRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", `${path}/search`, searchParams, ({ world, input }) =>
    search(world.invoices.newestFirst(), input, `${path}/search`),
  ),
  route("GET", path, listParams, ({ world, input }) =>
    paginate(
      world.invoices.newestFirst().filter((each) => matches(each, input)),
      input,
      path,
    ),
  ),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id`, updateParams, ({ world, input, id }) => update(world, find(world, id), input)),
  route("DELETE", `${path}/:id`, nothing, ({ world, id }) => remove(world, find(world, id))),
  route("GET", `${path}/:id/lines`, z.strictObject(field.page), ({ world, input, id }) =>
    paginate(find(world, id).lines.data, input, `${path}/${id}/lines`),
  ),
  route("POST", `${path}/:id/finalize`, finalizeParams, ({ world, id }) => finalizeInvoice(world, find(world, id))),
  route("POST", `${path}/:id/pay`, payParams, ({ world, input, id }) => pay(world, find(world, id), input)),
  route("POST", `${path}/:id/send`, nothing, ({ world, id }) => send(world, find(world, id))),
  route("POST", `${path}/:id/void`, nothing, ({ world, id }) => closeInvoice(world, find(world, id), "void")),
  route("POST", `${path}/:id/mark_uncollectible`, nothing, ({ world, id }) =>
    closeInvoice(world, find(world, id), "uncollectible"),
  ),
];
