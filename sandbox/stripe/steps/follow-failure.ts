import type { Invoice, Subscription } from "../wire";
import type { World } from "../world";
import { appoint, callOff } from "./appointments";
import { billingSettings } from "./billing-settings";
import { cancelSubscription } from "./cancel-subscription";

const daySeconds = 86_400;

export interface FailedAttempt {
  /** The account's schedule made this attempt; any other counts only if it is the first. */
  isScheduled: boolean;
  needsAction?: boolean;
}

/**
 * What a failed collection leads to: another try by the account's schedule, and after the last one what the account
 * has chosen. A first payment is not tried again: it has 23 hours.
 */
export function followFailure(world: World, before: Invoice, attempt: FailedAttempt): Invoice {
  const counts = attempt.isScheduled || before.attempt_count === 0;
  const attempts = before.attempt_count + (counts ? 1 : 0);
  const retryAt = nextAttempt(world, before, attempts, counts);
  const unpaid = world.invoices.put({
    ...before,
    attempt_count: attempts,
    attempted: true,
    auto_advance: retryAt !== null,
    next_payment_attempt: retryAt,
  });
  const { id, customer } = unpaid;
  if (retryAt === null) callOff(world, "payment_retry", id);
  else appoint(world, "payment_retry", id, { at: retryAt, customer });
  world.emitUpdate("invoice.updated", before, unpaid);
  if (attempt.needsAction) world.emit("invoice.payment_action_required", unpaid);
  world.emit("invoice.payment_failed", unpaid);
  const subscription = world.subscriptions.get(unpaid.parent?.subscription_details?.subscription ?? "");
  if (subscription) moveOn(world, subscription, retryAt === null && unpaid.billing_reason !== "subscription_create");
  return unpaid;
}

function nextAttempt(world: World, invoice: Invoice, attempts: number, counts: boolean): number | null {
  if (!counts) return invoice.next_payment_attempt;
  if (invoice.billing_reason === "subscription_create" || !invoice.parent?.subscription_details) return null;
  const days = billingSettings(world).retryDays[attempts - 1];
  return days === undefined ? null : world.now(invoice.customer) + days * daySeconds;
}

function moveOn(world: World, subscription: Subscription, isLastAttempt: boolean): void {
  const { afterRetries } = billingSettings(world);
  const owes = subscription.status === "active" || subscription.status === "past_due";
  if (!owes) return;
  if (isLastAttempt && afterRetries === "cancel") {
    cancelSubscription(world, subscription, { reason: "payment_failed" });
    return;
  }
  const status = isLastAttempt && afterRetries === "unpaid" ? "unpaid" : "past_due";
  const moved = world.subscriptions.put({ ...subscription, status });
  world.emitUpdate("customer.subscription.updated", subscription, moved);
}
