import type { Stripe } from "stripe";
import type { Subject } from "../subject";
import { callStripe, findAtStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";

/**
 * What a payment intent, a charge or an invoice paid for. A one-time checkout is found by its payment intent, a
 * subscription through the invoice that was paid ("invoice payments"), for charges no longer name their invoice.
 */
export async function findPaidPurchases(stripe: StripeClient, id: string, signal: AbortSignal): Promise<Subject[]> {
  if (id.startsWith("in_")) return await ofInvoice(stripe, id, signal);
  const intent = id.startsWith("pi_") ? id : await intentOfCharge(stripe, id, signal);
  if (intent === null) return [];
  const sessions = await callStripe(
    `finding the checkout of ${intent}`,
    () => stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 }),
    signal,
  );
  const [session] = sessions.data;
  if (session?.mode === "payment") return [order(session.id)];
  const payments = await callStripe(
    `finding the invoice of ${intent}`,
    () => stripe.invoicePayments.list({ payment: { type: "payment_intent", payment_intent: intent }, limit: 1 }),
    signal,
  );
  const invoice = idOf(payments.data[0]?.invoice);
  return invoice === null ? [] : await ofInvoice(stripe, invoice, signal);
}

async function intentOfCharge(stripe: StripeClient, id: string, signal: AbortSignal): Promise<string | null> {
  const charge = await findAtStripe(`reading charge ${id}`, () => stripe.charges.retrieve(id), signal);
  return idOf(charge?.payment_intent);
}

async function ofInvoice(stripe: StripeClient, id: string, signal: AbortSignal): Promise<Subject[]> {
  const invoice = await findAtStripe(`reading invoice ${id}`, () => stripe.invoices.retrieve(id), signal);
  const subscription = idOf(invoice?.parent?.subscription_details?.subscription);
  if (!invoice || subscription === null) return [];
  const bought: Subject = { provider: "STRIPE", kind: "subscription", id: subscription };
  return isMixed(invoice) ? [bought, ...(await checkoutOf(stripe, subscription, signal))] : [bought];
}

/** The first invoice of a checkout with one-time lines beside the subscription's. */
function isMixed(invoice: Stripe.Invoice): boolean {
  const isOneTime = (line: Stripe.InvoiceLineItem) => line.parent?.type !== "subscription_item_details";
  return invoice.billing_reason === "subscription_create" && invoice.lines.data.some(isOneTime);
}

async function checkoutOf(stripe: StripeClient, subscription: string, signal: AbortSignal): Promise<Subject[]> {
  const sessions = await callStripe(
    `finding the checkout of ${subscription}`,
    () => stripe.checkout.sessions.list({ subscription, limit: 1 }),
    signal,
  );
  return sessions.data.map((session) => order(session.id));
}

function order(id: string): Subject {
  return { provider: "STRIPE", kind: "order", id };
}

function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
