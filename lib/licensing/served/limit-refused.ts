import { RateLimiterMemory } from "rate-limiter-flexible";

const refusalsPerMinute = 20;

/** In memory on purpose: who sends rubbish must not cause writes to the database. */
const refusals = new RateLimiterMemory({
  keyPrefix: "licensing-api-refusals",
  points: refusalsPerMinute,
  duration: 60,
  blockDuration: 60,
});

/** Counts a refused authorization of this sender. Only refusals count: genuine calls are never limited. */
export async function countRefusal(sender: string): Promise<void> {
  await refusals.penalty(sender);
}

/** Seconds to wait for a sender with too many refusals in the last minute; null otherwise. */
export async function refusedTooOften(sender: string): Promise<number | null> {
  const standing = await refusals.get(sender);
  if (!standing || standing.consumedPoints <= refusalsPerMinute) return null;
  return Math.max(1, Math.ceil(standing.msBeforeNext / 1000));
}
