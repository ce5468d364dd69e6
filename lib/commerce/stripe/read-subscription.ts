import type { Stripe } from "stripe";
import type { Subscription, SubscriptionItem, SubscriptionStatus } from "../subscription";
import { callStripe, findAtStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";
import { fromUnix, fromUnixOrNull } from "./time";
import { toBuyer } from "./to-buyer";

/** The subscription as Stripe has it now, with all its items; null when it does not exist. */
export async function readSubscription(
  stripe: StripeClient,
  id: string,
  signal: AbortSignal,
): Promise<Subscription | null> {
  const found = await findAtStripe(
    `reading subscription ${id}`,
    () => stripe.subscriptions.retrieve(id, { expand: ["customer"] }),
    signal,
  );
  if (!found) return null;
  const items = await readItems(stripe, found, signal);
  const pastDueSince = found.status === "past_due" ? await readPastDueSince(stripe, found, items, signal) : null;
  return toSubscription(found, items, pastDueSince);
}

async function readItems(stripe: StripeClient, found: Stripe.Subscription, signal: AbortSignal) {
  if (!found.items.has_more) return found.items.data;
  return await callStripe(
    `reading the items of ${found.id}`,
    () => stripe.subscriptionItems.list({ subscription: found.id, limit: 100 }).autoPagingToArray({ limit: 10_000 }),
    signal,
  );
}

/** Stripe keeps no such moment: it is when the oldest open invoice was due, else when it was finalized. */
async function readPastDueSince(
  stripe: StripeClient,
  found: Stripe.Subscription,
  items: Stripe.SubscriptionItem[],
  signal: AbortSignal,
): Promise<Date | null> {
  const open = await callStripe(
    `reading the open invoices of ${found.id}`,
    () => stripe.invoices.list({ subscription: found.id, status: "open", limit: 100 }),
    signal,
  );
  const dueTimes = open.data.map(
    (invoice) => invoice.due_date ?? invoice.status_transitions.finalized_at ?? invoice.created,
  );
  return earliest(dueTimes) ?? earliest(items.map((item) => item.current_period_start));
}

function toSubscription(
  found: Stripe.Subscription,
  items: Stripe.SubscriptionItem[],
  pastDueSince: Date | null,
): Subscription {
  return {
    id: found.id,
    status: toStatus(found.status),
    currency: found.currency.toUpperCase(),
    items: items.map(toItem),
    startedAt: fromUnix(found.start_date),
    trialEnd: fromUnixOrNull(found.trial_end),
    currentPeriodEnd: earliest(items.map((item) => item.current_period_end)),
    cancelAtPeriodEnd: found.cancel_at_period_end,
    cancelAt: fromUnixOrNull(found.cancel_at),
    canceledAt: fromUnixOrNull(found.canceled_at),
    endedAt: fromUnixOrNull(found.ended_at),
    pastDueSince,
    buyer: toBuyer(found.customer, found.metadata),
  };
}

function toItem(item: Stripe.SubscriptionItem): SubscriptionItem {
  return {
    id: item.id,
    providerPriceId: item.price.id,
    // Absent for metered prices: one license then, whatever is used.
    quantity: item.quantity ?? 1,
    unitAmountMinor: item.price.unit_amount,
  };
}

export function toStatus(status: string): SubscriptionStatus {
  switch (status) {
    case "trialing":
    case "active":
    case "past_due":
    case "incomplete":
    case "incomplete_expired":
    case "canceled":
    case "unpaid":
    case "paused":
      return status;
    default:
      return "unknown";
  }
}

function earliest(times: number[]): Date | null {
  return times.length === 0 ? null : fromUnix(Math.min(...times));
}
