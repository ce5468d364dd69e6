import { newId } from "../ids";
import { paymentIntent } from "../objects/payment-intent";
import type { CheckoutPlan } from "../records";
import type { CheckoutSession, Customer, Invoice, PaymentIntent, PaymentMethod } from "../wire";
import type { World } from "../world";
import { billOnce } from "./bill-once";
import type { PayerPresence } from "./card-outcome";
import { attemptPayment } from "./confirm-payment-intent";
import { draftItemsInvoice } from "./draft-invoice";
import { finalizeInvoice } from "./finalize-invoice";
import { payInvoice } from "./pay-invoice";
import { amountOff, countRedemption, lessBy } from "./redeem-coupon";

type Charged = Pick<CheckoutSession, "invoice" | "payment_intent">;

/** Charges a one-time order, with an invoice of its own where the session asked for one. */
export function chargeFromCheckout(
  world: World,
  { session, plan, owner }: { session: CheckoutSession; plan: CheckoutPlan; owner: Customer | null },
  method: PaymentMethod | null,
  payer: PayerPresence,
): Charged {
  if (plan.discount) countRedemption(world, plan.discount);
  const invoice = plan.invoice && owner ? draftOrderInvoice(world, plan.invoice, plan, owner) : null;
  if (!session.amount_total || !method) {
    return { invoice: invoice && finalizeInvoice(world, invoice).id, payment_intent: null };
  }
  const intent = { ...intentOf(world, session, plan), customer: owner?.id ?? null };
  if (!invoice) return { invoice: null, payment_intent: attemptPayment(world, intent, method, payer).intent.id };
  const paid = payInvoice(world, finalizeInvoice(world, invoice, intent), method, payer);
  return { invoice: invoice.id, payment_intent: paid.intent.id };
}

function draftOrderInvoice(
  world: World,
  wanted: NonNullable<CheckoutPlan["invoice"]>,
  plan: CheckoutPlan,
  customer: Customer,
): Invoice {
  plan.lineItems.forEach((line) => billOnce(world, line, customer));
  const now = world.now(customer.id);
  const currency = plan.lineItems[0]?.currency ?? "usd";
  const settings = { ...wanted, customer, currency, billingReason: "manual", periodStart: now, periodEnd: now };
  const draft = draftItemsInvoice(world, settings, null);
  const off = amountOff(world.coupons.get(plan.discount?.coupon ?? ""), draft.subtotal);
  return off > 0 ? world.invoices.put(lessBy(draft, off, newId("di"))) : draft;
}

/** The payment of a session: the one that was begun, or a new one. */
export function intentOf(world: World, session: CheckoutSession, plan: CheckoutPlan): PaymentIntent {
  const { amount_total: amount, currency, customer, mode } = session;
  if (amount === null || currency === null) throw new Error(`Checkout session ${session.id} has no amount to pay`);
  const begun = world.paymentIntents.get(plan.paymentIntent ?? "");
  if (begun) return world.paymentIntents.put({ ...begun, amount });
  const setupFutureUsage = mode === "subscription" ? "off_session" : null;
  const intent = paymentIntent({ ...plan.payment, amount, currency, customer, setupFutureUsage }, world.now(customer));
  world.paymentIntents.put(intent);
  world.emit("payment_intent.created", intent);
  return intent;
}
