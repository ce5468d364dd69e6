import type { Stripe } from "stripe";
import type { Stage } from "./stage";

type Picks = { which: number; what: number };

/** The rest of what was paid, or a part of it. */
export const refund = onPayment(async ({ stripe }, { id, amount, amount_refunded, disputed }, what) => {
  const left = amount - amount_refunded;
  if (disputed || left < 2) return false;
  await stripe.refunds.create({ charge: id, amount: what % 2 === 0 ? left : Math.floor(left / 2) });
  return true;
});

/** A refund that went out comes back. */
export const failRefund = onPayment(async ({ stripe, control }, { id }) => {
  const { data } = await stripe.refunds.list({ charge: id });
  const done = data.find(({ status }) => status === "succeeded");
  if (done) await control(`refunds/${done.id}/fail`);
  return done !== undefined;
});

export const dispute = onPayment(async ({ control }, { id, disputed, refunded }) => {
  if (disputed || refunded) return false;
  await control(`charges/${id}/dispute`);
  return true;
});

export const endDispute = onPayment(async ({ stripe, control }, { id }, what) => {
  const open = (await stripe.disputes.list({ charge: id })).data.find(({ status }) => status === "needs_response");
  if (open) await control(`disputes/${open.id}/${what % 3 === 0 ? "lose" : "win"}`);
  return open !== undefined;
});

type Act = (stage: Stage, charge: Stripe.Charge, what: number) => Promise<boolean>;

function onPayment(act: Act): (stage: Stage, picks: Picks) => Promise<boolean> {
  return async (stage, { which, what }) => {
    const order =
      stage.orders.find((id) => id === stage.focus) ?? stage.orders[which % Math.max(1, stage.orders.length)];
    const charge = order && (await readCharge(stage, order));
    if (!charge || !(await act(stage, charge, what))) return false;
    stage.payments.set(charge.id, order).set(String(charge.payment_intent), order);
    stage.touched.add(order);
    return true;
  };
}

/** What was charged for the order; null when nothing was. */
export async function readCharge({ stripe }: Stage, order: string): Promise<Stripe.Charge | null> {
  const { payment_intent } = await stripe.checkout.sessions.retrieve(order);
  if (typeof payment_intent !== "string") return null;
  const { latest_charge } = await stripe.paymentIntents.retrieve(payment_intent, { expand: ["latest_charge"] });
  return typeof latest_charge === "string" ? null : latest_charge;
}
