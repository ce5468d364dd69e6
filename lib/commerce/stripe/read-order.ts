import type { Stripe } from "stripe";
import type { Order, OrderLine } from "../order";
import { callStripe, findAtStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";
import { fromUnix } from "./time";
import { toBuyer } from "./to-buyer";

/**
 * The one-time purchase made in a checkout session, with all its lines; null when there is no such session or it
 * was not a one-time purchase.
 */
export async function readOrder(stripe: StripeClient, id: string, signal: AbortSignal): Promise<Order | null> {
  const session = await findAtStripe(
    `reading checkout session ${id}`,
    () => stripe.checkout.sessions.retrieve(id, { expand: ["customer", "payment_intent", "line_items"] }),
    signal,
  );
  if (!session || session.mode !== "payment") return null;
  const lines = await readLines(stripe, session, signal);
  return {
    id: session.id,
    status: orderStatus(session),
    paymentId:
      typeof session.payment_intent === "string" ? session.payment_intent : (session.payment_intent?.id ?? null),
    currency: (session.currency ?? "").toUpperCase(),
    totalMinor: session.amount_total ?? 0,
    placedAt: fromUnix(session.created),
    lines: lines.flatMap(toLine),
    buyer: toBuyer(session.customer, session.metadata, session.customer_details),
  };
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
