import { addDays } from "@/lib/kernel/add-days";
import { toMinorUnits } from "@/lib/kernel/money";
import type { Subscription, SubscriptionItem, SubscriptionStatus } from "../subscription";
import type { FastSpringClient } from "./fastspring-client";
import { findFirstOrder } from "./find-first-order";
import { readAccount } from "./read-account";
import { otherMode } from "./store-mode";
import { readTags } from "./tags";
import { toBuyer } from "./to-buyer";
import { listOf, subscription, toDate, type FastSpringSubscription } from "./wire";

const subscriptions = listOf("subscriptions", subscription);

/** The subscription as FastSpring has it now, with its buyer; null when it does not exist. */
export async function readSubscription(
  client: FastSpringClient,
  id: string,
  signal: AbortSignal,
): Promise<Subscription | null> {
  const found = await findSubscription(client, id, signal);
  if (!found) return null;
  const account = await readAccount(client, found.account, signal);
  const first = await findFirstOrder(client, found, signal);
  const tags = { ...readTags(account?.tags), ...readTags(first?.tags), ...readTags(found.tags) };
  return toSubscription(found, toBuyer(account, found.account, tags, first?.customer));
}

export async function findSubscription(
  client: FastSpringClient,
  id: string,
  signal?: AbortSignal,
): Promise<FastSpringSubscription | null> {
  const path = `/subscriptions/${encodeURIComponent(id)}`;
  const found = await client.find(`reading subscription ${id}`, { path, signal }, subscriptions);
  return found?.find(({ live }) => otherMode(live, client.live) === null) ?? null;
}

function toSubscription(found: FastSpringSubscription, buyer: Subscription["buyer"]): Subscription {
  return {
    id: found.subscription,
    status: toStatus(found),
    currency: found.currency.toUpperCase(),
    items: itemsOf(found),
    ...timesOf(found),
    buyer,
  };
}

function timesOf(found: FastSpringSubscription) {
  const status = toStatus(found);
  const next = toDate(found.next, found.nextInSeconds);
  const deactivation = toDate(found.deactivationDate, found.deactivationDateInSeconds);
  const changed = toDate(found.changed);
  const startedAt = beginOf(found);
  const cancelAtPeriodEnd = found.state === "canceled" && status !== "canceled";
  const cancelAt = cancelAtPeriodEnd ? (deactivation ?? next) : null;
  return {
    startedAt,
    trialEnd: status === "trialing" ? next : null,
    currentPeriodEnd: isCanceledInPause(found) ? pausedFrom(found) : (cancelAt ?? pausedFrom(found) ?? next),
    cancelAtPeriodEnd,
    cancelAt,
    canceledAt: toDate(found.canceledDate, found.canceledDateInSeconds),
    ...standingTimes(status, found, { next, changed, endedAt: deactivation ?? changed ?? startedAt }),
  };
}

/** A paused one is not over, active or not; else `active` goes before the state: it says whether it still counts. */
export function toStatus(found: FastSpringSubscription): SubscriptionStatus {
  const { active, state } = found;
  if (state === "paused" || isCanceledInPause(found)) return "paused";
  if (!active) return "canceled";
  switch (state) {
    case "active":
    // Until its period ends; then it is deactivated.
    case "canceled":
      return "active";
    case "trial":
      return "trialing";
    case "overdue":
      return "past_due";
    case "deactivated":
      return "canceled";
    default:
      return "unknown";
  }
}

/**
 * It would be deactivated on its next rebill date ("Resume a canceled subscription"), the one after the pause, and nobody
 * pays for the time till then. Dates of a pause that is over do not meet its end.
 */
function isCanceledInPause(found: FastSpringSubscription): boolean {
  if (found.state !== "canceled" || !found.active) return false;
  const from = toDate(found.pauseDate, found.pauseDateInSeconds);
  const until = toDate(found.resumeDate, found.resumeDateInSeconds);
  const canceled = toDate(found.canceledDate, found.canceledDateInSeconds);
  const end = toDate(found.deactivationDate, found.deactivationDateInSeconds);
  if (!from || !until || !canceled || !end) return false;
  return from <= canceled && end.getTime() === until.getTime();
}

function beginOf({ begin, beginInSeconds, changed }: FastSpringSubscription): Date {
  return toDate(begin, beginInSeconds) ?? toDate(changed) ?? new Date();
}

/** While a pause is planned or goes on, `next` is the day after it; what is paid for ends with its first. */
function pausedFrom(found: FastSpringSubscription): Date | null {
  const isMeant = found.isPauseScheduled === true || toStatus(found) === "paused";
  return isMeant ? toDate(found.pauseDate, found.pauseDateInSeconds) : null;
}

function standingTimes(
  status: SubscriptionStatus,
  found: FastSpringSubscription,
  { next, changed, endedAt }: { next: Date | null; changed: Date | null; endedAt: Date },
) {
  return {
    endedAt: status === "canceled" ? endedAt : null,
    pastDueSince: status === "past_due" ? overdueSince(found, next, changed) : null,
  };
}

/**
 * The charge that failed was due on the date that has passed. Where that has moved on, it was as many notices before the
 * latest change as were sent since the first: otherwise each notice would begin a new grace period.
 */
function overdueSince(found: FastSpringSubscription, next: Date | null, changed: Date | null): Date | null {
  if (next && (!changed || next <= changed)) return next;
  const { sent, intervalUnit, intervalLength } = found.paymentOverdue ?? {};
  const noticeDays = (intervalLength ?? 0) * (intervalUnit === "week" ? 7 : intervalUnit === "month" ? 30 : 1);
  return changed && addDays(changed, -Math.max(0, (sent ?? 0) - 1) * noticeDays);
}

/** The subscription's product is a line that keeps its name through every change of plan; add-ons have lines of their own. */
export function itemsOf(found: FastSpringSubscription): SubscriptionItem[] {
  const minor = (price: number | null | undefined) =>
    typeof price === "number" ? toMinorUnits(price, found.currency) : null;
  const main = { id: found.subscription, providerPriceId: found.product, quantity: found.quantity };
  const addons = (found.addons ?? []).map(({ product, quantity, price }) => ({
    id: `${found.subscription}:${product}`,
    providerPriceId: product,
    quantity,
    unitAmountMinor: minor(price),
  }));
  return [{ ...main, unitAmountMinor: minor(found.price) }, ...addons];
}
