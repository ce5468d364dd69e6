import { RateLimiterMemory } from "rate-limiter-flexible";

/** In memory on purpose: who sends rubbish must not cause writes to the database. */
const refusals = new RateLimiterMemory({ keyPrefix: "webhook-refusals", points: 20, duration: 60 });

/**
 * Counts a refused notification of this sender; says when they should come back once there were too many. Only what was
 * refused is counted: a provider's burst of valid events is never limited.
 */
export async function limitRefusals(sender: string): Promise<{ retryAfterSeconds: number } | null> {
  const penalty = await refusals.penalty(sender);
  return penalty.consumedPoints > 20 ? { retryAfterSeconds: Math.ceil(penalty.msBeforeNext / 1000) } : null;
}
