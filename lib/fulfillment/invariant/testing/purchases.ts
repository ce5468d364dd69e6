import type { Stripe } from "stripe";
import { catalog } from "./catalog";
import type { Buyer, Stage } from "./stage";

type Picks = { which: number; what: number };

/** One to three different items, some of them foreign to the catalog; now and then a trial, or a card that is declined. */
export async function subscribe(stage: Stage, { which, what }: Picks): Promise<boolean> {
  const buyer = await stage.buyer(which);
  const { id } = await stage.stripe.subscriptions.create({
    customer: buyer.providerCustomerId,
    metadata: metadataOf(buyer),
    items: lines(stage, { which, what }, false),
    ...(what % 7 === 0 && { trial_period_days: 10 }),
    ...(what % 11 === 0 && { default_payment_method: await declinedCard(stage, buyer) }),
  });
  stage.subscriptions.push(id);
  stage.touched.add(id);
  return true;
}

/** Through the hosted checkout. */
export async function buyOnce(stage: Stage, picks: Picks): Promise<boolean> {
  const buyer = await stage.buyer(picks.which);
  const { id } = await stage.stripe.checkout.sessions.create({
    mode: "payment",
    customer: buyer.providerCustomerId,
    metadata: metadataOf(buyer),
    line_items: lines(stage, picks, true),
    success_url: "http://app.test/return",
  });
  stage.orders.push(id);
  stage.touched.add(id);
  await stage.stripe.rawRequest("POST", `/v1/payment_pages/${id}/confirm`, { payment_method: "pm_card_visa" });
  return true;
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
