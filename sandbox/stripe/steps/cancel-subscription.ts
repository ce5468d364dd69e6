import type { Subscription } from "../wire";
import type { World } from "../world";
import { endScheduleOf } from "./end-schedule";

export interface Cancellation {
  reason: string;
  comment?: string | null;
  feedback?: string | null;
}

/** Ends a subscription for good, at this moment. */
export function cancelSubscription(world: World, subscription: Subscription, cancellation: Cancellation): Subscription {
  const now = world.now(subscription.customer);
  const ended = world.subscriptions.put({
    ...subscription,
    canceled_at: subscription.canceled_at ?? now,
    cancel_at_period_end: false,
    cancel_at: subscription.cancel_at,
    cancellation_details: {
      comment: cancellation.comment ?? subscription.cancellation_details?.comment ?? null,
      feedback: cancellation.feedback ?? subscription.cancellation_details?.feedback ?? null,
      feedback_option: null,
      reason: cancellation.reason,
    },
    ended_at: now,
    status: "canceled",
  });
  world.emit("customer.subscription.deleted", ended);
  endScheduleOf(world, ended);
  return ended;
}

/** A first payment that never came ends the subscription before it began. */
export function expireIncomplete(world: World, subscription: Subscription): Subscription {
  const now = world.now(subscription.customer);
  const expired = world.subscriptions.put({ ...subscription, ended_at: now, status: "incomplete_expired" });
  world.emitUpdate("customer.subscription.updated", subscription, expired);
  const invoice = world.invoices.get(expired.latest_invoice ?? "");
  if (invoice?.status === "open") {
    const transitions = { ...invoice.status_transitions, voided_at: now };
    const voided = world.invoices.put({ ...invoice, status: "void", status_transitions: transitions });
    world.emit("invoice.voided", voided);
  }
  return expired;
}
