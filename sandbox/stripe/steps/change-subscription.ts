import { subscriptionItem } from "../objects/subscription";
import { invalidRequest } from "../stripe-error";
import type { Metadata, Price, Subscription, SubscriptionItem } from "../wire";
import type { World } from "../world";
import { announceTrialEnd } from "./announce-trial-end";
import { appoint, callOff } from "./appointments";
import { draftItemsInvoice } from "./draft-invoice";
import { currentPeriodEnd, endPeriod } from "./end-period";
import { finalizeInvoice } from "./finalize-invoice";
import { methodFor, payInvoice } from "./pay-invoice";
import { intervalOf, periodEnd } from "./period";
import { prorateChange } from "./prorate-change";

/** A change of one item: `id` names a present one, none adds one. */
export interface ItemChange {
  id?: string | undefined;
  price?: Price | undefined;
  quantity?: number | undefined;
  metadata?: Metadata | undefined;
  deleted?: boolean | undefined;
}

export interface SubscriptionChange {
  items: ItemChange[];
  /** Attributes that are simply set. */
  fields: Partial<Subscription>;
  cancelAtPeriodEnd?: boolean | undefined;
  prorationBehavior: string;
  endsTrialNow?: boolean | undefined;
  offSession?: boolean | undefined;
}

/** Changes what a subscription is for, from now on; what the change costs is billed as its proration behavior says. */
export function changeSubscription(world: World, before: Subscription, change: SubscriptionChange): Subscription {
  const items = applyItems(world, before, change.items);
  const isNewInterval = items.some((item) => intervalChanged(before, item));
  const next: Subscription = {
    ...before,
    ...change.fields,
    ...cancellationOf(world, before, change.cancelAtPeriodEnd),
    items: { ...before.items, data: isNewInterval ? restart(world, before, items) : items },
    ...(isNewInterval ? { billing_cycle_anchor: world.now(before.customer) } : {}),
  };
  const after = world.subscriptions.put(next);
  world.emitUpdate("customer.subscription.updated", before, after);
  planAhead(world, before, after);
  if (change.endsTrialNow) return endTrial(world, after);
  if (change.items.length > 0)
    billChange(world, before, after, isNewInterval ? "always_invoice" : change.prorationBehavior);
  return world.subscriptions.get(after.id) ?? after;
}

function planAhead(world: World, before: Subscription, after: Subscription): void {
  if (after.trial_end !== before.trial_end) announceTrialEnd(world, after);
  const { id, customer } = after;
  const resumesAt = after.pause_collection?.resumes_at ?? null;
  if (resumesAt === null) callOff(world, "collection_resumes", id);
  else appoint(world, "collection_resumes", id, { at: resumesAt, customer });
}

function applyItems(world: World, before: Subscription, changes: ItemChange[]): SubscriptionItem[] {
  let items = before.items.data;
  for (const change of changes) {
    const present = items.find((each) => each.id === change.id);
    if (change.id && !present)
      throw invalidRequest(`No such subscription item: '${change.id}'`, { code: "resource_missing", param: "items" });
    if (!present) items = [...items, addItem(world, before, change)];
    else if (change.deleted) items = items.filter((each) => each !== present);
    else items = items.map((each) => (each === present ? changeItem(present, change) : each));
  }
  if (items.length === 0)
    throw invalidRequest("A subscription must have at least one active plan.", { param: "items" });
  return items;
}

function addItem(world: World, to: Subscription, { price, quantity = 1, metadata }: ItemChange): SubscriptionItem {
  if (!price)
    throw invalidRequest("Missing required param: items[price].", { code: "parameter_missing", param: "items" });
  const now = world.now(to.customer);
  const period = { periodStart: now, periodEnd: currentPeriodEnd(to) };
  return subscriptionItem({ subscription: to.id, price, quantity, metadata, ...period }, now);
}

function changeItem(present: SubscriptionItem, { price, quantity, metadata }: ItemChange): SubscriptionItem {
  const next = { ...present, quantity: quantity ?? present.quantity, metadata: metadata ?? present.metadata };
  if (!price || price.id === present.price.id) return next;
  const period = { periodStart: present.current_period_start, periodEnd: present.current_period_end };
  const made = subscriptionItem({ subscription: present.subscription, price, quantity: 1, ...period }, present.created);
  return { ...next, price: made.price, plan: made.plan };
}

function intervalChanged(before: Subscription, item: SubscriptionItem): boolean {
  const old = before.items.data.find((each) => each.id === item.id);
  if (!old) return false;
  const [was, is] = [intervalOf(old.price), intervalOf(item.price)];
  return was.interval !== is.interval || was.count !== is.count;
}

/** A new interval begins a new period today. */
function restart(world: World, before: Subscription, items: SubscriptionItem[]): SubscriptionItem[] {
  const now = world.now(before.customer);
  return items.map((item) => {
    const end = periodEnd(now, now, intervalOf(item.price));
    return { ...item, current_period_start: now, current_period_end: end };
  });
}

function cancellationOf(world: World, before: Subscription, wanted: boolean | undefined): Partial<Subscription> {
  if (wanted === undefined || wanted === before.cancel_at_period_end) return {};
  const details = before.cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason: null };
  if (!wanted) {
    const withdrawn = { ...details, reason: null };
    return { cancel_at: null, cancel_at_period_end: false, canceled_at: null, cancellation_details: withdrawn };
  }
  return {
    cancel_at: currentPeriodEnd(before),
    cancel_at_period_end: true,
    canceled_at: world.now(before.customer),
    cancellation_details: { ...details, reason: "cancellation_requested" },
  };
}

function endTrial(world: World, subscription: Subscription): Subscription {
  const now = world.now(subscription.customer);
  const data = subscription.items.data.map((item) => ({ ...item, current_period_end: now }));
  const items = { ...subscription.items, data };
  const ended = world.subscriptions.put({ ...subscription, billing_cycle_anchor: now, items, trial_end: now });
  return endPeriod(world, ended);
}

function billChange(world: World, before: Subscription, after: Subscription, behavior: string): void {
  if (behavior === "none") return;
  prorateChange(world, before, after);
  const customer = world.customers.get(after.customer);
  if (behavior !== "always_invoice" || !customer) return;
  const now = world.now(after.customer);
  const draft = draftItemsInvoice(
    world,
    {
      customer,
      currency: after.currency,
      billingReason: "subscription_update",
      collectionMethod: after.collection_method,
      defaultPaymentMethod: after.default_payment_method,
      autoAdvance: true,
      subscription: { id: after.id, metadata: after.metadata },
      periodStart: now,
      periodEnd: now,
    },
    after,
  );
  const invoice = finalizeInvoice(world, draft);
  const method = methodFor(world, invoice);
  if (invoice.status === "open" && method) payInvoice(world, invoice, method, { offSession: true });
}
