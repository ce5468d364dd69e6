import type { Stripe } from "stripe";
import type { Checkout, CheckoutRequest } from "../commerce-port";
import type { Subject } from "../subject";
import { callStripe, findAtStripe } from "./call-stripe";
import { metadataKeys, readMetadata } from "./metadata";
import type { StripeClient } from "./stripe-client";
import { fromUnix } from "./time";

/** Opens the hosted checkout; asked again with the same intent, Stripe answers with the same session. */
export async function openCheckout(stripe: StripeClient, request: CheckoutRequest): Promise<Checkout> {
  const session = await callStripe("opening a checkout", () =>
    stripe.checkout.sessions.create(sessionParams(request), { idempotencyKey: `checkout:${request.intentId}` }),
  );
  return toCheckout(session);
}

export async function readCheckout(stripe: StripeClient, sessionId: string): Promise<Checkout | null> {
  const session = await findAtStripe(`reading checkout session ${sessionId}`, () =>
    stripe.checkout.sessions.retrieve(sessionId),
  );
  return session && toCheckout(session);
}

/** Closes an open checkout. When Stripe refuses, because somebody paid or it ran out, the session itself says which. */
export async function expireCheckout(stripe: StripeClient, sessionId: string): Promise<"expired" | "complete"> {
  try {
    await callStripe(`expiring checkout session ${sessionId}`, () => stripe.checkout.sessions.expire(sessionId));
    return "expired";
  } catch (error) {
    const checkout = await readCheckout(stripe, sessionId);
    if (!checkout || checkout.status === "open") throw error;
    return checkout.status;
  }
}

function sessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = {
    [metadataKeys.licenseeId]: request.licenseeId,
    [metadataKeys.customerId]: request.customerId,
    [metadataKeys.purchaseIntentId]: request.intentId,
  };
  const shared = {
    customer: request.providerCustomerId,
    client_reference_id: request.licenseeId,
    line_items: [{ price: request.providerPriceId, quantity: request.quantity }],
    // The session's metadata stays on the session: what the checkout becomes needs its own copy.
    metadata,
    success_url: withSessionId(request.successUrl),
    cancel_url: request.cancelUrl,
  };
  if (request.mode === "payment") {
    return {
      ...shared,
      mode: "payment",
      payment_intent_data: { metadata },
      invoice_creation: { enabled: true, invoice_data: { metadata } },
    };
  }
  const trial = request.trialDays > 0 ? { trial_period_days: request.trialDays } : {};
  return { ...shared, mode: "subscription", subscription_data: { metadata, ...trial } };
}

/** Stripe puts the session's id where the placeholder stands; it must reach Stripe unescaped. */
function withSessionId(successUrl: string): string {
  if (successUrl.includes("{CHECKOUT_SESSION_ID}")) return successUrl;
  return `${successUrl}${successUrl.includes("?") ? "&" : "?"}session_id={CHECKOUT_SESSION_ID}`;
}

function toCheckout(session: Stripe.Checkout.Session): Checkout {
  return {
    sessionId: session.id,
    status: toStatus(session.status),
    url: session.url,
    expiresAt: fromUnix(session.expires_at),
    subject: session.status === "complete" ? sessionSubject(session) : null,
    licenseeId: readMetadata(session.metadata, metadataKeys.licenseeId),
    purchaseIntentId: readMetadata(session.metadata, metadataKeys.purchaseIntentId),
  };
}

function toStatus(status: string | null): Checkout["status"] {
  switch (status) {
    case "complete":
    case "expired":
      return status;
    default:
      return "open";
  }
}

function sessionSubject(session: Stripe.Checkout.Session): Subject | null {
  if (session.mode === "payment") return { provider: "STRIPE", kind: "order", id: session.id };
  const subscription = session.subscription;
  const id = typeof subscription === "string" ? subscription : subscription?.id;
  return id ? { provider: "STRIPE", kind: "subscription", id } : null;
}
