import { addDays } from "@/lib/kernel/add-days";
import { decideSubscriptionEnd, type TermSubscription } from "./decide-license-term";

/**
 * Until when a license file may work: the chosen number of days, but never longer than is known to be paid for. A trial
 * ends it, a cancellation, and while a payment is overdue the end of the grace period. The license's own end, which the
 * engine keeps, may be sooner.
 */
export function decideLicenseFileEnd(
  subscription: TermSubscription | null,
  { days, graceDays, now }: { days: number; graceDays: number; now: Date },
): Date {
  const ends = [addDays(now, days), ...(subscription ? endsOf(subscription, graceDays) : [])];
  return ends.reduce((soonest, end) => (end < soonest ? end : soonest));
}

function endsOf(subscription: TermSubscription, graceDays: number): Date[] {
  const { status, trialEnd, pastDueSince } = subscription;
  const known = [
    decideSubscriptionEnd(subscription),
    status === "trialing" ? trialEnd : null,
    status === "past_due" && pastDueSince ? addDays(pastDueSince, graceDays) : null,
  ];
  return known.filter((end) => end !== null);
}
