import { Stripe } from "stripe";
import { catalog } from "./catalog";
import { hold, lift } from "./holds";
import { dispute, endDispute, failRefund, refund, refundLine } from "./payments";
import { schedule } from "./schedule";
import { answerDebit, buyByDebit, buyOnce, subscribe } from "./purchases";
import type { Stage } from "./stage";

/** A step is something that happens at the provider; false when nothing there allows it now. */
type Step = (stage: Stage, picks: { which: number; what: number }) => Promise<boolean>;

const daySeconds = 86_400;

/** Everything that can happen to a purchase. A new kind of step is one more entry. */
const steps = {
  subscribe,
  buyOnce,
  changeSeats: onItem(async ({ stripe }, item, what) => {
    await stripe.subscriptionItems.update(item.id, { quantity: what % 6 });
  }),
  changePlan: onItem(async ({ stripe, prices, planChanges }, item, what, subscription) => {
    const price = unusedPrice(prices, subscription, what, false);
    if (!price || isForeign(prices, item.price.id)) return false;
    await stripe.subscriptionItems.update(item.id, { price });
    planChanges.set(item.id, (planChanges.get(item.id) ?? 0) + 1);
    return true;
  }),
  addItem: onSubscription(async ({ stripe, prices }, subscription, what) => {
    const price = unusedPrice(prices, subscription, what, true);
    if (price)
      await stripe.subscriptionItems.create({ subscription: subscription.id, price, quantity: 1 + (what % 3) });
    return price !== null;
  }),
  removeItem: onItem(async ({ stripe }, item, _what, subscription) => {
    if (subscription.items.data.length < 2) return false;
    await stripe.subscriptionItems.del(item.id);
    return true;
  }),
  cancelAtPeriodEnd: onSubscription(async ({ stripe }, { id }) => {
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  }),
  withdrawCancellation: onSubscription(async ({ stripe }, { id, cancel_at_period_end }) => {
    if (cancel_at_period_end) await stripe.subscriptions.update(id, { cancel_at_period_end: false });
    return cancel_at_period_end;
  }),
  cancelNow: onSubscription(async ({ stripe }, { id }) => {
    await stripe.subscriptions.cancel(id);
  }),
  endPeriod: onSubscription(async ({ control }, { id, status }) => {
    if (status !== "incomplete") await control(`subscriptions/${id}/advance`);
    return status !== "incomplete";
  }),
  failRenewal: onSubscription(async ({ stripe, control }, { id, status, customer }) => {
    if (status === "incomplete") return false;
    const card = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: String(customer) });
    await stripe.subscriptions.update(id, { default_payment_method: card.id });
    await control(`subscriptions/${id}/advance`);
    return true;
  }),
  recover: onSubscription(async ({ stripe }, { id, customer, status }) => {
    if (!["past_due", "unpaid", "incomplete"].includes(status)) return false;
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: String(customer) });
    await stripe.subscriptions.update(id, { default_payment_method: card.id });
    const open = await stripe.invoices.list({ subscription: id, status: "open", limit: 100 });
    for (const invoice of open.data) await stripe.invoices.pay(invoice.id ?? "", { payment_method: card.id });
    return true;
  }),
  pauseCollection: onSubscription(async ({ stripe }, { id, pause_collection }) => {
    await stripe.subscriptions.update(id, { pause_collection: pause_collection ? "" : { behavior: "void" } });
  }),
  pause: onSubscription(async ({ stripe }, { id, status }) => {
    if (status === "active") await stripe.rawRequest("POST", `/v1/subscriptions/${id}/pause`, { type: "subscription" });
    return status === "active";
  }),
  resume: onSubscription(async ({ stripe }, { id, status, customer }) => {
    if (status !== "paused") return false;
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: String(customer) });
    await stripe.subscriptions.update(id, { default_payment_method: card.id });
    await stripe.subscriptions.resume(id);
    return true;
  }),
  scheduleChange: onItem(async (stage, item, what, subscription) => {
    const price = unusedPrice(stage.prices, subscription, what, false);
    if (!price || subscription.schedule || isForeign(stage.prices, item.price.id)) return false;
    await schedule(stage, subscription, item, price);
    return true;
  }),
  buyByDebit,
  answerDebit,
  refund,
  refundLine,
  hold,
  lift,
  deleteCustomer: async (stage: Stage, { which }: { which: number }) => {
    const buyer = await stage.sendAway(which);
    if (!buyer) return false;
    const query = { customer: buyer.providerCustomerId, status: "all", limit: 100 } as const;
    for (const { id } of (await stage.stripe.subscriptions.list(query)).data) stage.touched.add(id);
    return true;
  },
  failRefund,
  dispute,
  endDispute,
  daysPass: async (stage: Stage, { what }: { what: number }) => {
    for (const id of [...stage.subscriptions, ...stage.orders]) stage.touched.add(id);
    stage.clock.advance((1 + (what % 16)) * daySeconds * 1000);
    return true;
  },
} satisfies Record<string, Step>;

export type StepKind = keyof typeof steps;

/** How often each kind is drawn: purchases and changes that touch licenses more than the rest. */
export const stepKinds: StepKind[] = [
  ...([
    "subscribe",
    "subscribe",
    "subscribe",
    "buyOnce",
    "changeSeats",
    "changeSeats",
    "changePlan",
    "changePlan",
  ] as const),
  ...(["addItem", "removeItem", "cancelAtPeriodEnd", "withdrawCancellation", "cancelNow", "endPeriod"] as const),
  ...(["failRenewal", "failRenewal", "recover", "pauseCollection", "daysPass"] as const),
  ...(["buyOnce", "refund", "refund", "failRefund", "dispute", "dispute", "endDispute"] as const),
  ...(["buyByDebit", "answerDebit", "refundLine", "pause", "resume", "scheduleChange", "endPeriod"] as const),
  ...(["hold", "lift", "deleteCustomer"] as const),
];

/** Takes the step, or makes another purchase where it is not possible; answers with what was done. */
export async function takeStep(stage: Stage, step: { kind: StepKind; which: number; what: number }): Promise<StepKind> {
  if (await isPossible(steps[step.kind](stage, step))) return step.kind;
  await subscribe(stage, step);
  return "subscribe";
}

/** The provider refuses what a schedule or a deletion stands in the way of. */
async function isPossible(taken: Promise<boolean>): Promise<boolean> {
  try {
    return await taken;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
    throw error;
  }
}

type Done = Promise<boolean | void>;

function onSubscription(act: (stage: Stage, target: Stripe.Subscription, what: number) => Done): Step {
  return async (stage, { which, what }) => {
    const all = await stage.stripe.subscriptions.list({ status: "all", limit: 100 });
    const living = all.data.filter(({ ended_at, status }) => ended_at === null && status !== "incomplete_expired");
    const target = living.find(({ id }) => id === stage.focus) ?? living[which % Math.max(1, living.length)];
    if (target === undefined) return false;
    stage.touched.add(target.id);
    return (await act(stage, target, what)) !== false;
  };
}

function onItem(
  act: (stage: Stage, item: Stripe.SubscriptionItem, what: number, subscription: Stripe.Subscription) => Done,
): Step {
  return onSubscription(async (stage, subscription, what) => {
    const { data } = subscription.items;
    const item = data[what % data.length];
    return item !== undefined && (await act(stage, item, what, subscription)) !== false;
  });
}

function unusedPrice(
  prices: Stage["prices"],
  { items }: Stripe.Subscription,
  what: number,
  foreignToo: boolean,
): string | null {
  const taken = new Set(items.data.map((item) => item.price.id));
  const free = catalog
    .filter(({ once, foreign }) => !once && (foreignToo || !foreign))
    .flatMap(({ sku }) => prices.get(sku) ?? [])
    .filter((price) => !taken.has(price));
  return free[what % Math.max(1, free.length)] ?? null;
}

function isForeign(prices: Stage["prices"], price: string): boolean {
  return catalog.some(({ sku, foreign }) => foreign && prices.get(sku) === price);
}
