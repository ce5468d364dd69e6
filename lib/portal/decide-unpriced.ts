import type { Subscription } from "@/lib/commerce/subscription";

/** Why a provider does not say what a change would cost, as far as the subscription itself tells, and when it will. */
export type Unpriced = {
  kind: "not_priced";
  because: "on_trial" | "renews_today" | "unknown";
  /** From then on it can be asked again; null: not known. */
  from: Date | null;
};

const dayMilliseconds = 86_400_000;

/** FastSpring prorates nothing on trial or on the day of a renewal ("Subscription Proration", Proration Eligibility). */
export function decideUnpriced(
  { status, trialEnd, currentPeriodEnd }: Pick<Subscription, "status" | "trialEnd" | "currentPeriodEnd">,
  now: Date,
): Unpriced {
  if (status === "trialing") return { kind: "not_priced", because: "on_trial", from: trialEnd };
  const isDue = currentPeriodEnd !== null && currentPeriodEnd.getTime() - now.getTime() < dayMilliseconds;
  if (isDue) return { kind: "not_priced", because: "renews_today", from: currentPeriodEnd };
  return { kind: "not_priced", because: "unknown", from: null };
}

/** The same before anything was chosen, where it is sure that no choice has a price; null: it can be asked for. */
export function decideUnpricedAnyway(
  { changesNoTrial = false }: { changesNoTrial?: boolean },
  truth: Parameters<typeof decideUnpriced>[0],
  now: Date,
): Unpriced | null {
  return changesNoTrial && truth.status === "trialing" ? decideUnpriced(truth, now) : null;
}
