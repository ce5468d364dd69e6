import type { ProviderName } from "@/lib/kernel/actor";

/** What we last saw of a subscription at its provider. */
export type MirroredSubscription = {
  /** Our id of it. */
  id: string;
  provider: ProviderName;
  providerSubscriptionId: string;
  customerId: string;
  status: string;
  endedAt: Date | null;
  cancelAtPeriodEnd: boolean;
  currentPeriodEnd: Date | null;
  items: { offerId: string | null; quantity: number }[];
};

const ended: ReadonlySet<string> = new Set(["canceled", "incomplete_expired"]);

/**
 * Whether the subscription is over for good. One that waits for its first payment is not: a second one beside it could
 * be charged twice.
 */
export function hasEnded(subscription: { status: string; endedAt: Date | null }): boolean {
  return subscription.endedAt !== null || ended.has(subscription.status);
}
