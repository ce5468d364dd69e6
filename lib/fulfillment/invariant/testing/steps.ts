import type { Stripe } from "stripe";
import { catalog } from "./catalog";
import { hold, lift } from "./holds";
import { dispute, endDispute, failRefund, refund, refundLine } from "./payments";
import { schedule } from "./schedule";
import { answerDebit, buyByDebit, buyOnce, subscribe } from "./purchases";
import type { Stage } from "./stage";

/** A step is something that happens at the provider; false when nothing there allows it now. */
type Step = (stage: Stage, picks: { which: number; what: number }) => Promise<boolean>;

const dayMs = 86_400_000;

/** Everything that can happen to a purchase. A new kind of step is one more entry. */
export const steps = {
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
  addItem: onSubscription(async ({ stripe, prices, planChanges }, subscription, what) => {
    const price = unusedPrice(prices, subscription, what, true);
    if (!price) return false;
    const item = { subscription: subscription.id, price, quantity: 1 + (what % 3) };
    const { id } = await stripe.subscriptionItems.create(item);
    // What was planned before it came may give it another price.
    if (subscription.schedule) planChanges.set(id, 1);
    return true;
  }),
  removeItem: onItem(
    async ({ stripe }, item) => {
      await stripe.subscriptionItems.del(item.id);
    },
    ({ items }) => items.data.length > 1,
  ),
  cancelAtPeriodEnd: onSubscription(async ({ stripe }, { id }) => {
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  }),
  withdrawCancellation: onSubscription(
    async ({ stripe }, { id }) => {
      await stripe.subscriptions.update(id, { cancel_at_period_end: false });
    },
    ({ cancel_at_period_end }) => cancel_at_period_end,
  ),
  cancelNow: onSubscription(async ({ stripe }, { id }) => {
    await stripe.subscriptions.cancel(id);
  }),
  endPeriod: onSubscription(async ({ control }, { id }) => await control(`subscriptions/${id}/advance`), hasBegun),
  failRenewal: onSubscription(async (stage, subscription) => {
    await changeCard(stage, subscription, "pm_card_chargeCustomerFail");
    await stage.control(`subscriptions/${subscription.id}/advance`);
  }, hasBegun),
  endDunning: onSubscription(
    async (stage) => {
      // A sandbox that slept would try once only.
      for (let each = 0; each < 5; each += 1) letDaysPass(stage, 4);
    },
    ({ status }) => status === "past_due",
  ),
  recover: onSubscription(
    async (stage, subscription) => {
      const payment_method = await changeCard(stage, subscription, "pm_card_visa");
      const { invoices } = stage.stripe;
      const open = await invoices.list({ subscription: subscription.id, status: "open", limit: 100 });
      for (const { id } of open.data) await invoices.pay(id ?? "", { payment_method });
    },
    ({ status }) => ["past_due", "unpaid", "incomplete"].includes(status),
  ),
  pauseCollection: onSubscription(async ({ stripe }, { id, pause_collection }) => {
    await stripe.subscriptions.update(id, { pause_collection: pause_collection ? "" : { behavior: "void" } });
  }),
  pause: onSubscription(
    async ({ stripe }, { id }) => {
      await stripe.rawRequest("POST", `/v1/subscriptions/${id}/pause`, { type: "subscription" });
    },
    ({ status }) => status === "active",
  ),
  resume: onSubscription(
    async (stage, subscription) => {
      await changeCard(stage, subscription, "pm_card_visa");
      await stage.stripe.subscriptions.resume(subscription.id);
    },
    ({ status }) => status === "paused",
  ),
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
  daysPass: async (stage: Stage, { what }: { what: number }) => letDaysPass(stage, 1 + (what % 16)),
} satisfies Record<string, Step>;

export type StepKind = keyof typeof steps;

export const stepKinds = Object.keys(steps).filter((name): name is StepKind => name in steps);

type Done = Promise<boolean | void>;

function onSubscription(
  act: (stage: Stage, target: Stripe.Subscription, what: number) => Done,
  suits: (subscription: Stripe.Subscription) => boolean = () => true,
): Step {
  return async (stage, { which, what }) => {
    const all = await stage.stripe.subscriptions.list({ status: "all", limit: 100 });
    const living = all.data.filter(({ ended_at, status }) => ended_at === null && status !== "incomplete_expired");
    const suiting = living.filter(suits);
    const target = suiting.find(({ id }) => id === stage.focus) ?? suiting[which % Math.max(1, suiting.length)];
    if (target === undefined) return false;
    stage.touched.add(target.id);
    return (await act(stage, target, what)) !== false;
  };
}

function letDaysPass(stage: Stage, days: number): true {
  for (const id of [...stage.subscriptions, ...stage.orders]) stage.touched.add(id);
  stage.clock.advance(days * dayMs);
  return true;
}

function hasBegun({ status }: Stripe.Subscription): boolean {
  return status !== "incomplete";
}

async function changeCard({ stripe }: Stage, { id, customer }: Stripe.Subscription, card: string): Promise<string> {
  const attached = await stripe.paymentMethods.attach(card, { customer: String(customer) });
  await stripe.subscriptions.update(id, { default_payment_method: attached.id });
  return attached.id;
}

function onItem(
  act: (stage: Stage, item: Stripe.SubscriptionItem, what: number, subscription: Stripe.Subscription) => Done,
  suits?: (subscription: Stripe.Subscription) => boolean,
): Step {
  return onSubscription(async (stage, subscription, what) => {
    const { data } = subscription.items;
    const item = data[what % data.length];
    return item !== undefined && (await act(stage, item, what, subscription)) !== false;
  }, suits);
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
