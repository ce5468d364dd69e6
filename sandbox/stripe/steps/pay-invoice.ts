import { invalidRequest } from "../stripe-error";
import type { Invoice, InvoicePayment, PaymentMethod, Subscription } from "../wire";
import type { World } from "../world";
import { callOff } from "./appointments";
import type { PayerPresence } from "./card-outcome";
import type { PaymentResult } from "./confirm-payment-intent";
import { attemptPayment } from "./confirm-payment-intent";
import { applyPendingUpdate } from "./end-pending-update";
import { followFailure } from "./follow-failure";

/** The payment that is to settle an invoice. */
function paymentOf(world: World, invoice: string): InvoicePayment | undefined {
  return world.invoicePayments.newestFirst().find((each) => each.invoice === invoice);
}

/** Whether a bank has been asked for this invoice's money and has not answered yet. */
export function isBeingPaid(world: World, { id }: Invoice): boolean {
  const intent = world.paymentIntents.get(paymentOf(world, id)?.payment.payment_intent ?? "");
  return intent?.status === "processing";
}

/** The payment method an invoice is charged to: its own, the subscription's, the customer's. */
export function methodFor(world: World, invoice: Invoice): PaymentMethod | undefined {
  const subscription = world.subscriptions.get(invoice.parent?.subscription_details?.subscription ?? "");
  const customer = world.customers.get(invoice.customer ?? "");
  const id =
    invoice.default_payment_method ??
    subscription?.default_payment_method ??
    customer?.invoice_settings.default_payment_method;
  return id ? world.paymentMethods.get(id) : undefined;
}

/** Tries once to collect an open invoice, and lets the subscription follow from the result. */
export function payInvoice(world: World, invoice: Invoice, method: PaymentMethod, payer: PayerPresence): PaymentResult {
  const intent = world.paymentIntents.get(paymentOf(world, invoice.id)?.payment.payment_intent ?? "");
  if (invoice.status !== "open" || !intent) throw invalidRequest("Invoice is not open and cannot be paid.");
  if (intent.status === "processing") {
    throw invalidRequest("This invoice is being paid: its bank debit has not been answered yet.");
  }
  const result = attemptPayment(world, intent, method, payer);
  settleInvoice(world, invoice, result, payer.isScheduled);
  return result;
}

/** Writes the result of a payment on its invoice and its subscription. */
export function settleInvoice(world: World, invoice: Invoice, result: PaymentResult, isScheduled = false): Invoice {
  if (result.kind === "processing") return awaitBank(world, invoice);
  if (result.kind !== "succeeded") {
    const needsAction = result.kind === "requires_action" || result.decline.code === "authentication_required";
    return followFailure(world, invoice, { isScheduled, needsAction });
  }
  return markInvoicePaid(world, { ...invoice, attempt_count: invoice.attempt_count + 1 });
}

/** While the bank has not answered the invoice stays open, and the subscription is served on trust. */
function awaitBank(world: World, invoice: Invoice): Invoice {
  const asked = { attempt_count: invoice.attempt_count + 1, attempted: true, next_payment_attempt: null };
  const waiting = world.invoices.put({ ...invoice, ...asked });
  callOff(world, "payment_retry", invoice.id);
  world.emitUpdate("invoice.updated", invoice, waiting);
  const subscription = subscriptionOf(world, waiting);
  if (subscription?.status === "incomplete") moveTo(world, subscription, "active");
  return waiting;
}

/** Marks an invoice paid, by a payment or because nothing was due, and wakes its subscription. */
export function markInvoicePaid(world: World, invoice: Invoice): Invoice {
  const now = world.now(invoice.customer);
  const before = world.invoices.get(invoice.id) ?? invoice;
  const paid = world.invoices.put({
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...invoice.status_transitions, paid_at: now },
  });
  callOff(world, "payment_retry", paid.id);
  const payment = paymentOf(world, invoice.id);
  world.emitUpdate("invoice.updated", before, paid);
  world.emit("invoice.paid", paid);
  world.emit("invoice.payment_succeeded", paid);
  if (payment) world.emit("invoice_payment.paid", world.invoicePayments.put(paidPayment(payment, paid, now)));
  const subscription = subscriptionOf(world, paid);
  applyPendingUpdate(world, paid);
  if (subscription && isAwake(world, subscription, paid)) moveTo(world, subscription, "active");
  return paid;
}

/** A subscription that owes wakes when its latest debt is paid; older ones do not keep it asleep. */
function isAwake(world: World, { id, status }: Subscription, paid: Invoice): boolean {
  if (!["incomplete", "past_due", "unpaid"].includes(status)) return false;
  const owed = world.invoices.newestFirst().find((each) => each.status === "open" && subscriptionIdOf(each) === id);
  return owed === undefined || owed.created < paid.created;
}

function paidPayment(payment: InvoicePayment, invoice: Invoice, now: number): InvoicePayment {
  const transitions = { ...payment.status_transitions, paid_at: now };
  return { ...payment, amount_paid: invoice.amount_paid, status: "paid", status_transitions: transitions };
}

function subscriptionOf(world: World, invoice: Invoice): Subscription | undefined {
  return world.subscriptions.get(subscriptionIdOf(invoice) ?? "");
}

function subscriptionIdOf({ parent }: Invoice): string | undefined {
  return parent?.subscription_details?.subscription;
}

function moveTo(world: World, subscription: Subscription, status: string): void {
  const moved = world.subscriptions.put({ ...subscription, status });
  world.emitUpdate("customer.subscription.updated", subscription, moved);
}
