import { nothing, route } from "../api/route";
import { invalidRequest, parameterMissing } from "../stripe-error";
import type { CheckoutResult } from "../steps/complete-checkout";
import { completeCheckout } from "../steps/complete-checkout";
import { cardError, findPaymentMethod } from "../steps/save-payment-method";
import type { CheckoutSession } from "../wire";
import type { World } from "../world";
import { confirmParams, type ConfirmParams } from "./checkout-params";
import { findSession } from "./checkout-sessions";

/** What the hosted page itself, and the official CLI in its place, reads and sends. Not part of Stripe's public API. */
function pageOf(session: CheckoutSession): object {
  return {
    id: session.id,
    object: "checkout.session",
    session_id: session.id,
    amount_total: session.amount_total,
    currency: session.currency,
    livemode: false,
    mode: session.mode,
    payment_status: session.payment_status,
    status: session.status,
    success_url: session.success_url,
    cancel_url: session.cancel_url,
    url: session.url,
  };
}

function confirm(world: World, session: CheckoutSession, input: ConfirmParams): object {
  const { amount_total: total } = session;
  if (input.expected_amount !== undefined && input.expected_amount !== total) {
    throw invalidRequest("The amount of the Checkout Session has changed.", {
      code: "checkout_amount_mismatch",
      param: "expected_amount",
    });
  }
  const method = input.payment_method ? findPaymentMethod(world, input.payment_method) : null;
  if (total && !method) throw parameterMissing("payment_method");
  const { email, name } = method?.billing_details ?? { email: null, name: null };
  return answerOf(session, completeCheckout(world, session, { email, name, method }));
}

function answerOf(session: CheckoutSession, result: CheckoutResult): object {
  switch (result.kind) {
    case "complete":
      return pageOf(result.session);
    case "declined":
      throw cardError(result.decline, result.intent ? { payment_intent: result.intent } : {});
    case "authentication":
      return { ...pageOf(session), payment_intent: result.intent };
  }
}

export const paymentPageRoutes = [
  route("GET", "/v1/payment_pages/:id", nothing, ({ world, id }) => pageOf(findSession(world, id))),
  route("POST", "/v1/payment_pages/:id/confirm", confirmParams, ({ world, input, id }) =>
    confirm(world, findSession(world, id), input),
  ),
];
