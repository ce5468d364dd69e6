import { createHash } from "node:crypto";
import { RateLimiterMemory } from "rate-limiter-flexible";

const refusalsPerMinute = 20;

/** In memory on purpose: who sends rubbish must not cause writes to the database. */
const refusals = new RateLimiterMemory({
  keyPrefix: "licensing-api-refusals",
  points: refusalsPerMinute,
  duration: 60,
});
const guesses = new RateLimiterMemory({ keyPrefix: "licensing-api-guesses", points: 1, duration: 60 });

/**
 * Counts a refused authorization of this sender. The same wrong license key counts once a minute: it is no guess, but
 * applications in one office that have not heard of their new key yet.
 */
export async function countRefusal(sender: string, guess: string | null): Promise<void> {
  if (guess !== null) {
    const hash = createHash("sha256").update(guess).digest("base64url");
    const { consumedPoints } = await guesses.penalty(`${sender} ${hash}`);
    if (consumedPoints > 1) return;
  }
  await refusals.penalty(sender);
}

/** Seconds to wait for a sender with too many refusals in the last minute; null otherwise. */
export async function refusedTooOften(sender: string): Promise<number | null> {
  const standing = await refusals.get(sender);
  if (!standing || standing.consumedPoints <= refusalsPerMinute) return null;
  return Math.max(1, Math.ceil(standing.msBeforeNext / 1000));
}
