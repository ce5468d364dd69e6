import { chargeTransaction } from "../objects/balance-transaction";
import { charge } from "../objects/charge";
import type { Charge, PaymentIntent, PaymentMethod } from "../wire";
import type { World } from "../world";
import type { ChargeOutcome, PayerPresence } from "./card-outcome";
import { appoint } from "./appointments";
import { aftermathOf, cardOutcome, rememberAuthentication } from "./card-outcome";

type Decline = Extract<ChargeOutcome, { kind: "declined" }>;

export type PaymentResult =
  | { kind: "succeeded"; intent: PaymentIntent }
  | { kind: "processing"; intent: PaymentIntent }
  | { kind: "requires_action"; intent: PaymentIntent }
  | { kind: "declined"; intent: PaymentIntent; decline: Decline; charge: string };

/** Tries once to charge a payment method for a payment intent, and records what came of it. */
export function attemptPayment(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  payer: PayerPresence,
): PaymentResult {
  const outcome = cardOutcome(world, method, payer);
  switch (outcome.kind) {
    case "approved":
      if (payer.authenticated) rememberAuthentication(world, method.id);
      return { kind: "succeeded", intent: succeed(world, intent, method) };
    case "authentication":
      return { kind: "requires_action", intent: askForAuthentication(world, intent, method) };
    case "delayed":
      return { kind: "processing", intent: startDebit(world, intent, method, outcome.days) };
    case "declined":
      return fail(world, intent, method, outcome);
  }
}

function succeed(world: World, intent: PaymentIntent, method: PaymentMethod): PaymentIntent {
  const paid = settle(world, charge(intent, method, null, world.now(intent.customer)));
  world.emit("charge.succeeded", paid);
  foreseeDispute(world, paid);
  const isHeld = intent.capture_method === "manual";
  const done = world.paymentIntents.put({
    ...intent,
    amount_capturable: isHeld ? intent.amount : 0,
    amount_received: isHeld ? 0 : intent.amount,
    last_payment_error: null,
    latest_charge: paid.id,
    next_action: null,
    payment_method: method.id,
    status: isHeld ? "requires_capture" : "succeeded",
  });
  world.emit(isHeld ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", done);
  return done;
}

/** A bank is asked for the money; its answer takes days. */
function startDebit(world: World, intent: PaymentIntent, method: PaymentMethod, days: number): PaymentIntent {
  const now = world.now(intent.customer);
  const made = charge(intent, method, null, now);
  const pending = world.charges.put({ ...made, amount_captured: 0, captured: false, paid: false, status: "pending" });
  const processing = world.paymentIntents.put({
    ...intent,
    last_payment_error: null,
    latest_charge: pending.id,
    next_action: null,
    payment_method: method.id,
    status: "processing",
  });
  appoint(world, "payment_settles", intent.id, { at: now + days * 86_400, customer: intent.customer });
  world.emit("payment_intent.processing", processing);
  world.emit("charge.pending", pending);
  return processing;
}

function foreseeDispute(world: World, { id, payment_method, customer }: Charge): void {
  const aftermath = aftermathOf(world, payment_method);
  if (aftermath?.kind !== "dispute") return;
  appoint(world, "dispute_opens", id, { at: world.now(customer), customer });
}

/** Puts a captured charge on the balance. */
export function settle(world: World, made: Charge): Charge {
  if (!made.captured) return world.charges.put(made);
  const transaction = world.balanceTransactions.put(chargeTransaction(made, made.created));
  const receipt = `${world.origin}/receipts/${made.id}`;
  return world.charges.put({ ...made, balance_transaction: transaction.id, receipt_url: receipt });
}

function askForAuthentication(world: World, intent: PaymentIntent, method: PaymentMethod): PaymentIntent {
  const asked = world.paymentIntents.put({
    ...intent,
    last_payment_error: null,
    next_action: { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } },
    payment_method: method.id,
    status: "requires_action",
  });
  world.emit("payment_intent.requires_action", asked);
  return asked;
}

function fail(world: World, intent: PaymentIntent, method: PaymentMethod, decline: Decline): PaymentResult {
  const failed = world.charges.put(charge(intent, method, decline, world.now(intent.customer)));
  world.emit("charge.failed", failed);
  const refused = refuse(world, { ...intent, latest_charge: failed.id }, method, { ...decline, charge: failed.id });
  return { kind: "declined", intent: refused, decline, charge: failed.id };
}

/** The payer did not pass the bank's question. */
export function failAuthentication(world: World, intent: PaymentIntent): PaymentIntent {
  const method = world.paymentMethods.get(intent.payment_method ?? "");
  return refuse(world, intent, method, authenticationFailure);
}

export const authenticationFailure = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};

/** An attempt has come to nothing: the intent asks for another payment method. */
export function refuse(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod | undefined,
  reason: { code: string; declineCode: string | null; message: string; charge?: string },
): PaymentIntent {
  const refused = world.paymentIntents.put({
    ...intent,
    last_payment_error: {
      ...(reason.charge ? { charge: reason.charge } : {}),
      code: reason.code,
      ...(reason.declineCode ? { decline_code: reason.declineCode } : {}),
      doc_url: `https://stripe.com/docs/error-codes/${reason.code.replaceAll("_", "-")}`,
      message: reason.message,
      ...(method ? { payment_method: method } : {}),
      type: reason.charge ? "card_error" : "invalid_request_error",
    },
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  world.emit("payment_intent.payment_failed", refused);
  return refused;
}
