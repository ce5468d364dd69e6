import { invoicePayment } from "../objects/invoice-payment";
import { paymentIntent } from "../objects/payment-intent";
import { invalidRequest } from "../stripe-error";
import type { Invoice, PaymentIntent } from "../wire";
import type { World } from "../world";
import { markInvoicePaid } from "./pay-invoice";

/**
 * Makes a draft final: it gets its number and the payment intent that is to pay it. `adopted` is a payment that was
 * already begun, as on the checkout page. An invoice over nothing is paid at once.
 */
export function finalizeInvoice(world: World, draft: Invoice, adopted: PaymentIntent | null = null): Invoice {
  if (draft.status !== "draft") {
    throw invalidRequest("This invoice is already finalized, you can't re-finalize a non-draft invoice.", {
      code: "invoice_not_editable",
    });
  }
  const now = world.now(draft.customer);
  const final = world.invoices.put({
    ...draft,
    auto_advance: draft.amount_due > 0 ? (draft.auto_advance ?? false) : false,
    effective_at: now,
    ending_balance: endingBalance(draft),
    hosted_invoice_url: `${world.origin}/invoices/${draft.id}`,
    number: takeNumber(world, draft),
    status: "open",
    status_transitions: { ...draft.status_transitions, finalized_at: now },
  });
  keepBalance(world, draft, endingBalance(draft));
  if (final.amount_due > 0) preparePayment(world, final, adopted);
  world.emit("invoice.finalized", final);
  return final.amount_due > 0 ? final : markInvoicePaid(world, final);
}

/** What an invoice gives back, and what it uses up of earlier credit, is on the customer's balance. */
function endingBalance({ starting_balance: before, total }: Invoice): number {
  return Math.min(before + total, 0);
}

function keepBalance(world: World, { customer: id, starting_balance: before }: Invoice, balance: number): void {
  const customer = world.customers.get(id ?? "");
  if (!customer || balance === before) return;
  world.emitUpdate("customer.updated", customer, world.customers.put({ ...customer, balance }));
}

function takeNumber(world: World, draft: Invoice): string {
  const customer = world.customers.get(draft.customer ?? "");
  const sequence = customer?.next_invoice_sequence ?? 1;
  if (customer) world.customers.put({ ...customer, next_invoice_sequence: sequence + 1 });
  return `${customer?.invoice_prefix ?? "SANDBOX"}-${String(sequence).padStart(4, "0")}`;
}

function preparePayment(world: World, final: Invoice, adopted: PaymentIntent | null): void {
  const now = world.now(final.customer);
  const description = final.billing_reason === "subscription_create" ? "Subscription creation" : "Subscription update";
  const isSubscription = final.parent?.subscription_details !== null && final.parent !== null;
  const intent =
    adopted ??
    paymentIntent(
      {
        amount: final.amount_due,
        currency: final.currency,
        customer: final.customer,
        description: isSubscription ? description : `Payment for Invoice`,
        setupFutureUsage: isSubscription ? "off_session" : null,
      },
      now,
    );
  const kept = world.paymentIntents.put({ ...intent, amount: final.amount_due, customer: final.customer });
  if (!adopted) world.emit("payment_intent.created", kept);
  world.invoicePayments.put(invoicePayment(final, kept.id, now));
}
