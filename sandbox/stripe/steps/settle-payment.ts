import { testBankAccount } from "../test-bank-accounts";
import type { Charge, CheckoutSession, Invoice, PaymentIntent } from "../wire";
import type { World } from "../world";
import { callOff } from "./appointments";
import { refuse, settle } from "./confirm-payment-intent";
import { settleInvoice } from "./pay-invoice";

type Failure = { code: string; message: string };

const refusedByBank: Failure = {
  code: "debit_not_authorized",
  message: "The customer has notified their bank that this payment was unauthorized.",
};

/** The bank answers a debit that was under way, as the account says or as `wanted`. */
export function settlePayment(world: World, intent: PaymentIntent, wanted?: "succeeded" | "failed"): PaymentIntent {
  callOff(world, "payment_settles", intent.id);
  const charge = world.charges.get(intent.latest_charge ?? "");
  if (intent.status !== "processing" || !charge) return intent;
  const failure = failureOf(world, charge, wanted);
  return failure ? fail(world, intent, charge, failure) : succeed(world, intent, charge);
}

function failureOf(world: World, { payment_method: method }: Charge, wanted: string | undefined): Failure | null {
  if (wanted === "succeeded") return null;
  const number = world.cardNumbers.get(method ?? "")?.number ?? "";
  const own = testBankAccount(number)?.failure ?? null;
  return wanted === "failed" ? (own ?? refusedByBank) : own;
}

function succeed(world: World, intent: PaymentIntent, charge: Charge): PaymentIntent {
  const cleared = { captured: true, amount_captured: charge.amount, paid: true, status: "succeeded" } as const;
  world.emit("charge.succeeded", settle(world, { ...charge, ...cleared }));
  const done = world.paymentIntents.put({ ...intent, amount_received: intent.amount, status: "succeeded" });
  world.emit("payment_intent.succeeded", done);
  const invoice = invoiceOf(world, done);
  if (invoice) settleInvoice(world, invoice, { kind: "succeeded", intent: done });
  const session = sessionOf(world, done, invoice);
  if (session) {
    const paid = world.checkoutSessions.put({ ...session, payment_status: "paid" });
    world.emit("checkout.session.async_payment_succeeded", paid);
  }
  return done;
}

function fail(world: World, intent: PaymentIntent, charge: Charge, failure: Failure): PaymentIntent {
  const decline = { code: failure.code, declineCode: null, message: failure.message };
  const failed = world.charges.put({
    ...charge,
    failure_code: failure.code,
    failure_message: failure.message,
    status: "failed",
  });
  world.emit("charge.failed", failed);
  const method = world.paymentMethods.get(charge.payment_method ?? "");
  const refused = refuse(world, intent, method, { ...decline, charge: charge.id });
  const invoice = invoiceOf(world, refused);
  if (invoice) {
    const result = {
      kind: "declined",
      intent: refused,
      decline: { ...decline, attaches: true },
      charge: charge.id,
    } as const;
    settleInvoice(world, invoice, { ...result, decline: { ...result.decline, kind: "declined" } }, true);
  }
  const session = sessionOf(world, refused, invoice);
  if (session) world.emit("checkout.session.async_payment_failed", session);
  return refused;
}

function invoiceOf(world: World, { id }: PaymentIntent): Invoice | undefined {
  const payment = world.invoicePayments.newestFirst().find((each) => each.payment.payment_intent === id);
  const invoice = world.invoices.get(payment?.invoice ?? "");
  return invoice?.status === "open" ? invoice : undefined;
}

function sessionOf(world: World, { id }: PaymentIntent, invoice: Invoice | undefined): CheckoutSession | undefined {
  return world.checkoutSessions
    .newestFirst()
    .filter((each) => each.status === "complete" && each.payment_status === "unpaid")
    .find((each) => each.payment_intent === id || (invoice !== undefined && each.invoice === invoice.id));
}
