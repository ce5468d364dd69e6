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

/** One line of an order, named on the refund. */
export const refundLine = onPayment(async (stage, { id, amount, amount_refunded, disputed }, what, order) => {
  if (order.startsWith("sub_")) return false;
  const { line_items } = await stage.stripe.checkout.sessions.retrieve(order, { expand: ["line_items"] });
  const lines = line_items?.data ?? [];
  const line = lines[what % Math.max(1, lines.length)];
  if (!line || disputed || line.amount_total < 1 || line.amount_total > amount - amount_refunded) return false;
  const metadata = { usherRefundedLines: line.id };
  await stage.stripe.refunds.create({ charge: id, amount: line.amount_total, metadata });
  return true;
});

/** A refund that went out comes back. */
export const failRefund = onTroubledPayment(async ({ stripe, control }, { id }) => {
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

export const endDispute = onTroubledPayment(async ({ stripe, control }, { id }, what) => {
  const open = (await stripe.disputes.list({ charge: id })).data.find(({ status }) => status === "needs_response");
  if (open) await control(`disputes/${open.id}/${what % 3 === 0 ? "lose" : "win"}`);
  return open !== undefined;
});

type Act = (stage: Stage, charge: Stripe.Charge, what: number, purchase: string) => Promise<boolean>;

/** On the first payment, from a random one on, that this can be done to; now and then of a subscription. */
function onPayment(act: Act): (stage: Stage, picks: Picks) => Promise<boolean> {
  return async (stage, { which, what }) => {
    const all = which % 3 === 0 ? stage.subscriptions : stage.orders;
    const focus = all.filter((id) => id === stage.focus);
    for (const purchase of [...focus, ...startingAt(which, all).slice(0, 3)]) {
      const charge = await readCharge(stage, purchase);
      if (!charge || !(await act(stage, charge, what, purchase))) continue;
      note(stage, charge, purchase);
      return true;
    }
    return false;
  };
}

/** On the first payment, from a random one on, that something happened to and that this can be done to. */
function onTroubledPayment(act: Act): (stage: Stage, picks: Picks) => Promise<boolean> {
  return async (stage, { which, what }) => {
    for (const { charge: id, purchase } of startingAt(which, [...stage.payments.values()])) {
      const charge = await stage.stripe.charges.retrieve(id);
      if (!(await act(stage, charge, what, purchase))) continue;
      note(stage, charge, purchase);
      return true;
    }
    return false;
  };
}

function startingAt<Item>(which: number, items: readonly Item[]): Item[] {
  const first = which % Math.max(1, items.length);
  return [...items.slice(first), ...items.slice(0, first)];
}

function note(stage: Stage, charge: Stripe.Charge, purchase: string): void {
  stage.payments.set(charge.id, { id: String(charge.payment_intent), charge: charge.id, purchase });
  stage.touched.add(purchase);
  stage.contested.add(charge.id);
}

/** What was charged for the order, or for the subscription last; null when nothing was. */
export async function readCharge(stage: Stage, purchase: string): Promise<Stripe.Charge | null> {
  const payment = purchase.startsWith("sub_")
    ? await readLastPayment(stage, purchase)
    : (await stage.stripe.checkout.sessions.retrieve(purchase)).payment_intent;
  if (typeof payment !== "string") return null;
  const { latest_charge } = await stage.stripe.paymentIntents.retrieve(payment, { expand: ["latest_charge"] });
  return latest_charge === null || typeof latest_charge === "string" || !latest_charge.paid ? null : latest_charge;
}

async function readLastPayment({ stripe }: Stage, subscription: string): Promise<string | null> {
  const expand = ["data.payments"];
  const { data } = await stripe.invoices.list({ subscription, status: "paid", limit: 1, expand });
  const payment = data[0]?.payments?.data[0]?.payment.payment_intent;
  return typeof payment === "string" ? payment : (payment?.id ?? null);
}
