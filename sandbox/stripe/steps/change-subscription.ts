import { StripeError } from "../stripe-error";
import type { Subscription } from "../wire";
import type { World } from "../world";
import { announceTrialEnd } from "./announce-trial-end";
import { appoint, callOff } from "./appointments";
import { billChange } from "./bill-change";
import type { ItemChange } from "./change-items";
import { changeItems } from "./change-items";
import type { PaymentResult } from "./confirm-payment-intent";
import { currentPeriodEnd, endPeriod } from "./end-period";
import { postponeChange } from "./postpone-change";
import { prorateChange } from "./prorate-change";

export interface SubscriptionChange {
  items: ItemChange[];
  /** Attributes that are simply set. */
  fields: Partial<Subscription>;
  cancelAtPeriodEnd?: boolean | undefined;
  prorationBehavior: string;
  /** Unix seconds; the change is billed as if it came then. */
  prorationDate?: number | undefined;
  paymentBehavior?: string | undefined;
  endsTrialNow?: boolean | undefined;
  offSession?: boolean | undefined;
}

/** Changes what a subscription is for, from now on; what the change costs is billed as its proration behavior says. */
export function changeSubscription(world: World, before: Subscription, change: SubscriptionChange): Subscription {
  const { after, billing } = applyChange(world, before, change);
  if (change.endsTrialNow) return endTrial(world, after);
  if (billing === "at_once") collect(world, before, after, change);
  return world.subscriptions.get(after.id) ?? after;
}

/** The change itself, with its prorations waiting to be billed: at once, or with the next invoice. */
export function applyChange(
  world: World,
  before: Subscription,
  change: SubscriptionChange,
): { after: Subscription; billing: "none" | "next_invoice" | "at_once" } {
  const { items, isNewInterval } = changeItems(world, before, change.items);
  const after = world.subscriptions.put({
    ...before,
    ...change.fields,
    ...cancellationOf(world, before, change.cancelAtPeriodEnd),
    items: { ...before.items, data: items },
    ...(isNewInterval ? { billing_cycle_anchor: world.now(before.customer) } : {}),
  });
  world.emitUpdate("customer.subscription.updated", before, after);
  planAhead(world, before, after);
  const behavior = isNewInterval ? "always_invoice" : change.prorationBehavior;
  if (change.items.length === 0 || behavior === "none" || change.endsTrialNow) return { after, billing: "none" };
  prorateChange(world, before, after, change.prorationDate);
  return { after, billing: behavior === "always_invoice" ? "at_once" : "next_invoice" };
}

function collect(world: World, before: Subscription, after: Subscription, change: SubscriptionChange): void {
  const paysLater = change.paymentBehavior === "default_incomplete";
  const payment = billChange(world, after, { paysLater, offSession: change.offSession ?? true });
  if (payment === null || payment.kind === "succeeded" || payment.kind === "processing") return;
  if (change.paymentBehavior === "error_if_incomplete") throw refusal(payment);
  if (change.paymentBehavior === "pending_if_incomplete") postponeChange(world, before);
}

/** The card's refusal is the refusal of the whole change: nothing of it stays. */
function refusal(payment: PaymentResult): StripeError {
  const decline = payment.kind === "declined" ? payment.decline : null;
  const { code = "subscription_payment_intent_requires_action", message = "The payment needs authentication." } =
    decline ?? {};
  return new StripeError(402, "card_error", message, { code }, false);
}

function planAhead(world: World, before: Subscription, after: Subscription): void {
  if (after.trial_end !== before.trial_end) announceTrialEnd(world, after);
  const { id, customer } = after;
  const resumesAt = after.pause_collection?.resumes_at ?? null;
  if (resumesAt === null) callOff(world, "collection_resumes", id);
  else appoint(world, "collection_resumes", id, { at: resumesAt, customer });
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
