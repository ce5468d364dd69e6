import type { Stripe } from "stripe";
import type { Order, OrderLine } from "../order";
import { callStripe, findAtStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";
import { fromUnix } from "./time";
import { toBuyer } from "./to-buyer";

/**
 * What was bought once in a checkout session, with all such lines; null when there is no such session or it has none.
 * A session that started a subscription can have some beside it.
 */
export async function readOrder(stripe: StripeClient, id: string, signal: AbortSignal): Promise<Order | null> {
  const session = await findAtStripe(
    `reading checkout session ${id}`,
    () => stripe.checkout.sessions.retrieve(id, { expand: ["customer", "payment_intent.latest_charge", "line_items"] }),
    signal,
  );
  if (!session || session.mode === "setup") return null;
  const all = await readLines(stripe, session, signal);
  const lines = all.filter((line) => session.mode === "payment" || line.price?.type === "one_time");
  if (session.mode !== "payment" && lines.length === 0) return null;
  return { ...toOrder(session, lines), ...(await readPayment(stripe, session, signal)) };
}

function toOrder(session: Stripe.Checkout.Session, lines: Stripe.LineItem[]) {
  const paidMinor = session.amount_total ?? 0;
  return {
    id: session.id,
    status: orderStatus(session),
    currency: (session.currency ?? "").toUpperCase(),
    totalMinor: session.mode === "payment" ? paidMinor : lines.reduce((sum, line) => sum + line.amount_total, 0),
    paidMinor,
    placedAt: fromUnix(session.created),
    lines: lines.flatMap(toLine),
    buyer: toBuyer(session.customer, session.metadata, session.customer_details),
  };
}

/** Beside a subscription the payment belongs to its first invoice, and is looked at in any case. */
async function readPayment(stripe: StripeClient, session: Stripe.Checkout.Session, signal: AbortSignal) {
  const intent = session.payment_intent;
  if (session.mode === "payment" || session.invoice === null) {
    return { paymentId: idOf(intent), hasPaymentIssues: typeof intent !== "string" && hasIssues(intent) };
  }
  const invoice = idOf(session.invoice) ?? undefined;
  const payments = await callStripe(
    `reading the payment of ${session.id}`,
    () => stripe.invoicePayments.list({ invoice, status: "paid", limit: 1 }),
    signal,
  );
  const paymentId = idOf(payments.data[0]?.payment.payment_intent ?? null);
  return { paymentId, hasPaymentIssues: paymentId !== null };
}

function hasIssues(intent: Stripe.PaymentIntent | null): boolean {
  const charge = intent?.latest_charge;
  if (!charge || typeof charge === "string") return false;
  return charge.disputed || charge.refunded || charge.amount_refunded > 0;
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}

async function readLines(stripe: StripeClient, session: Stripe.Checkout.Session, signal: AbortSignal) {
  if (session.line_items && !session.line_items.has_more) return session.line_items.data;
  return await callStripe(
    `reading the lines of ${session.id}`,
    () => stripe.checkout.sessions.listLineItems(session.id, { limit: 100 }).autoPagingToArray({ limit: 10_000 }),
    signal,
  );
}

/**
 * A completed session that is still unpaid waits for a delayed payment method; when that failed, Stripe leaves the
 * payment intent asking for another method ("Fulfill orders", "Payment Intents lifecycle").
 */
export function orderStatus(
  session: Pick<Stripe.Checkout.Session, "status" | "payment_status" | "payment_intent">,
): Order["status"] {
  if (session.status === "expired") return "expired";
  if (session.status !== "complete") return "open";
  if (session.payment_status === "paid" || session.payment_status === "no_payment_required") return "paid";
  const payment = session.payment_intent;
  const failed =
    payment !== null &&
    typeof payment !== "string" &&
    (payment.status === "requires_payment_method" || payment.status === "canceled");
  return failed ? "failed" : "pending";
}

function toLine(line: Stripe.LineItem): OrderLine[] {
  if (!line.price || line.quantity === 0) return [];
  return [{ id: line.id, providerPriceId: line.price.id, quantity: line.quantity ?? 1, totalMinor: line.amount_total }];
}
