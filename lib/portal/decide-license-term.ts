import type { License } from "@/lib/licensing/license";
import type { LicenseTerm } from "./owned-license";

/** What we last saw of the subscription that a license rests on. */
export type TermSubscription = {
  status: string;
  trialEnd: Date | null;
  currentPeriodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  cancelAt: Date | null;
  pastDueSince: Date | null;
};

/** How long the license holds, as a person would say it. */
export function decideLicenseTerm(
  license: Pick<License, "state" | "validUntil" | "references">,
  subscription: TermSubscription | null,
  now: Date,
): LicenseTerm {
  const { state, validUntil } = license;
  if (state === "revoked" || (validUntil !== null && validUntil <= now)) return { kind: "ended", on: validUntil };
  const term = subscription ? subscriptionTerm(subscription) : ownTerm(license);
  return state === "suspended" && term.kind !== "payment_due" ? { kind: "on_hold" } : term;
}

function ownTerm({ validUntil, references }: Pick<License, "validUntil" | "references">): LicenseTerm {
  if (validUntil !== null) return { kind: "valid_until", on: validUntil };
  return references.subscriptionReference === null ? { kind: "perpetual" } : { kind: "renews", on: null };
}

function subscriptionTerm(subscription: TermSubscription): LicenseTerm {
  const { status, trialEnd, currentPeriodEnd, pastDueSince } = subscription;
  if (status === "past_due" || status === "unpaid") return { kind: "payment_due", since: pastDueSince };
  const endsOn = decideSubscriptionEnd(subscription);
  if (endsOn) return { kind: "ends", on: endsOn };
  if (status === "trialing" && trialEnd) return { kind: "trial", until: trialEnd };
  return { kind: "renews", on: currentPeriodEnd };
}

/** When a canceled subscription that still runs will end; null when it will go on. */
export function decideSubscriptionEnd(
  subscription: Pick<TermSubscription, "cancelAt" | "cancelAtPeriodEnd" | "currentPeriodEnd">,
): Date | null {
  return subscription.cancelAt ?? (subscription.cancelAtPeriodEnd ? subscription.currentPeriodEnd : null);
}
