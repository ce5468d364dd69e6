import type { ProviderName } from "@/lib/kernel/actor";

/**
 * In the order they are walked. HELD: what we licensed and the provider no longer lists. PARKED: whatever events told of
 * that nobody could handle, also payments and customers.
 */
export const stages = ["SUBSCRIPTIONS", "ORDERS", "REFUNDS", "DISPUTES", "HELD", "PARKED"] as const;

export type ReconciliationStage = (typeof stages)[number];

/** One walk through everything at a provider, and how far it is. */
export type ReconciliationRun = {
  id: string;
  provider: ProviderName;
  startedAt: Date;
  progressedAt: Date;
  finishedAt: Date | null;
  stage: ReconciliationStage;
  /** Where the stage's next page begins; null: at its beginning. */
  cursor: string | null;
  /** Orders, refunds and disputes from before are not looked at. */
  ordersSince: Date;
  /** How often it was started: 1, and 1 more each time it went on after it was cut off. */
  starts: number;
  /** Purchases looked at, and requests sent to the provider for it. */
  subjects: number;
  requests: number;
};

/** What was not as the provider says, and how that ended. */
export type Drift = { outcome: "REPAIRED" | "PARKED" | "FAILED"; difference: string; reason: string };

export type DriftCounts = { repaired: number; parked: number; failed: number };
