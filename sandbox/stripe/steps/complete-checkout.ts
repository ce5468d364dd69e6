import { customer } from "../objects/customer";
import type { CheckoutPlan } from "../records";
import { invalidRequest } from "../stripe-error";
import type { CheckoutSession, Customer, PaymentIntent } from "../wire";
import type { World } from "../world";
import type { ChargeOutcome } from "./card-outcome";
import { cardOutcome, rememberAuthentication } from "./card-outcome";
import { chargeFromCheckout, intentOf } from "./charge-from-checkout";
import { attemptPayment } from "./confirm-payment-intent";
import type { Payer } from "./payer";
import { subscribeFromCheckout } from "./subscribe-from-checkout";

type Decline = Extract<ChargeOutcome, { kind: "declined" }>;

export type CheckoutResult =
  | { kind: "complete"; session: CheckoutSession }
  | { kind: "authentication"; intent: PaymentIntent | null }
  | { kind: "declined"; intent: PaymentIntent | null; decline: Decline };

/** Pays a checkout session. A decline leaves it open; success makes everything that was ordered, exactly once. */
export function completeCheckout(world: World, session: CheckoutSession, payer: Payer): CheckoutResult {
  const plan = world.checkoutPlans.get(session.id);
  if (session.status !== "open" || !plan) throw invalidRequest("This Checkout Session is no longer open.");
  const outcome = outcomeOf(world, session, payer);
  if (outcome.kind === "approved" || outcome.kind === "delayed") {
    const isPaid = outcome.kind === "approved";
    return { kind: "complete", session: complete(world, session, plan, payer, isPaid) };
  }
  const intent = tryPayment(world, session, plan, payer);
  return outcome.kind === "declined"
    ? { kind: "declined", intent, decline: outcome }
    : { kind: "authentication", intent };
}

/** Where nothing is due the card is only saved, which also a card that can't be charged allows. */
function outcomeOf(world: World, session: CheckoutSession, payer: Payer): ChargeOutcome {
  if (!payer.method) return { kind: "approved" };
  const outcome = cardOutcome(world, payer.method, payer);
  if (outcome.kind === "approved" && payer.authenticated) rememberAuthentication(world, payer.method.id);
  const isOnlySaved = !session.amount_total && outcome.kind === "declined" && outcome.attaches;
  return isOnlySaved ? { kind: "approved" } : outcome;
}

/** Records an attempt that does not go through; where nothing is due there is no payment to record. */
function tryPayment(world: World, session: CheckoutSession, plan: CheckoutPlan, payer: Payer): PaymentIntent | null {
  const paymentMethod = payer.method?.id ?? null;
  if (!payer.method || !session.amount_total) {
    world.checkoutPlans.put({ ...plan, paymentMethod });
    return null;
  }
  const { intent } = attemptPayment(world, intentOf(world, session, plan), payer.method, payer);
  world.checkoutPlans.put({ ...plan, paymentIntent: intent.id, paymentMethod });
  return intent;
}

function complete(
  world: World,
  session: CheckoutSession,
  plan: CheckoutPlan,
  payer: Payer,
  isPaid: boolean,
): CheckoutSession {
  const owner = ownerOf(world, session, payer);
  const ordered =
    session.mode === "subscription"
      ? subscribeFromCheckout(world, plan, payer, owner)
      : chargeFromCheckout(world, { session, plan, owner }, payer.method, payer);
  const done = world.checkoutSessions.put({
    ...session,
    ...ordered,
    customer: owner?.id ?? null,
    customer_details: detailsOf(session, payer, owner),
    payment_status: session.amount_total ? (isPaid ? "paid" : "unpaid") : "no_payment_required",
    status: "complete",
    url: null,
  });
  world.emit("checkout.session.completed", done);
  return done;
}

function ownerOf(world: World, session: CheckoutSession, payer: Payer): Customer | null {
  const known = world.customers.get(session.customer ?? "");
  if (known) return known;
  const isGuest = session.mode === "payment" && session.customer_creation !== "always";
  if (isGuest) return null;
  const made = world.customers.put(
    customer(
      {
        email: session.customer_email ?? payer.email,
        name: payer.name,
        address: payer.method?.billing_details.address ?? null,
      },
      world.now(),
    ),
  );
  world.emit("customer.created", made);
  return made;
}

function detailsOf(
  session: CheckoutSession,
  payer: Payer,
  owner: Customer | null,
): CheckoutSession["customer_details"] {
  const address = payer.method?.billing_details.address ?? null;
  const email = session.customer_email ?? payer.email;
  const unknown = { address, email, name: payer.name, phone: null, tax_exempt: "none" };
  const known = owner && { ...unknown, email: owner.email ?? email, name: payer.name ?? owner.name ?? null };
  return { business_name: null, individual_name: null, tax_ids: [], ...(known ?? unknown) };
}
