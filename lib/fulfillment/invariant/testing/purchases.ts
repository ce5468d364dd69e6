import type { Stripe } from "stripe";
import { catalog } from "./catalog";
import type { Buyer, Stage } from "./stage";

type Picks = { which: number; what: number };

/**
 * One to three different items, some of them foreign to the catalog; now and then a trial, a card that is declined, or a coupon
 * for everything. Who has no card begins with a trial, at whose end the subscription is paused or canceled.
 */
export async function subscribe(stage: Stage, { which, what }: Picks): Promise<boolean> {
  const buyer = await stage.buyer(which);
  const missing_payment_method = what % 2 === 0 ? ("pause" as const) : ("cancel" as const);
  const { id } = await stage.stripe.subscriptions.create({
    customer: buyer.providerCustomerId,
    metadata: metadataOf(buyer),
    items: lines(stage, { which, what }, false),
    ...((what % 7 === 0 || !buyer.hasCard) && { trial_period_days: 10 }),
    ...(!buyer.hasCard && { trial_settings: { end_behavior: { missing_payment_method } } }),
    ...(buyer.hasCard && what % 11 === 0 && { default_payment_method: await declinedCard(stage, buyer) }),
    ...(what % 5 === 1 && { discounts: [{ coupon: stage.coupon }] }),
  });
  stage.subscriptions.push(id);
  stage.touched.add(id);
  return true;
}

/** Through the hosted checkout, now and then with a coupon for everything. */
export async function buyOnce(stage: Stage, picks: Picks): Promise<boolean> {
  const isFree = picks.what % 5 === 1;
  const id = await openSession(stage, picks, isFree ? { discounts: [{ coupon: stage.coupon }] } : {});
  const paid = isFree ? {} : { payment_method: "pm_card_visa" };
  await stage.stripe.rawRequest("POST", `/v1/payment_pages/${id}/confirm`, paid);
  return true;
}

/** By a debit of a bank account, which the bank answers days later. */
export async function buyByDebit(stage: Stage, picks: Picks): Promise<boolean> {
  const id = await openSession(stage, picks, {});
  await stage.submit(`/c/pay/${id}`, { email: "buyer@example.com", method: "bank", account: "AT321904300235473204" });
  return true;
}

/** The bank answers the oldest debit that waits: it has the money, or not. */
export async function answerDebit(stage: Stage, { what }: Picks): Promise<boolean> {
  for (const order of stage.orders) {
    const session = await stage.stripe.checkout.sessions.retrieve(order, { expand: ["payment_intent"] });
    const payment = session.payment_intent;
    if (payment === null || typeof payment === "string" || payment.status !== "processing") continue;
    await stage.control(`payments/${payment.id}/${what % 2 === 0 ? "succeed" : "fail"}`);
    stage.touched.add(order);
    return true;
  }
  return false;
}

async function openSession(
  stage: Stage,
  picks: Picks,
  more: Partial<Stripe.Checkout.SessionCreateParams>,
): Promise<string> {
  const buyer = await stage.buyer(picks.which);
  const { id } = await stage.stripe.checkout.sessions.create({
    mode: "payment",
    customer: buyer.providerCustomerId,
    metadata: metadataOf(buyer),
    line_items: lines(stage, picks, true),
    success_url: "http://app.test/return",
    ...more,
  });
  stage.orders.push(id);
  stage.touched.add(id);
  return id;
}

function lines({ prices }: Stage, { which, what }: Picks, once: boolean): { price: string; quantity: number }[] {
  const sold = catalog.filter((each) => each.once === once);
  const count = Math.min(sold.length, 1 + (which % 3));
  return Array.from({ length: count }, (_, index) => {
    const { sku = "" } = sold[(what + index) % sold.length] ?? {};
    return { price: prices.get(sku) ?? "", quantity: 1 + ((what + index) % 4) };
  });
}

function metadataOf({ licenseeId }: Buyer): Stripe.MetadataParam {
  return licenseeId === null ? {} : { tendukeLicenseeId: licenseeId };
}

async function declinedCard({ stripe }: Stage, { providerCustomerId: customer }: Buyer): Promise<string> {
  const { id } = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  return id;
}
