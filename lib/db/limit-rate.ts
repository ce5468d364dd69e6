import { createHash } from "node:crypto";
import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "./client";

/** At most `points` calls within `perSeconds`, counted from the first one. */
export interface RateRule {
  name: string;
  points: number;
  perSeconds: number;
}

export type RateVerdict = { kind: "allowed" } | { kind: "limited"; retryAfterSeconds: number };

/**
 * Counts one call of `key` against every rule, over all processes. The key (an address, an IP) is stored as a hash
 * only. A refused call counts too, but never makes the wait longer.
 */
export async function limitRate(ctx: { db: Db }, key: string, rules: readonly RateRule[]): Promise<RateVerdict> {
  const hashed = createHash("sha256").update(key).digest("base64url");
  const verdicts = await Promise.all(rules.map((rule) => consume(ctx.db, hashed, rule)));
  const waitsSeconds = verdicts.flatMap((verdict) => (verdict.kind === "limited" ? [verdict.retryAfterSeconds] : []));
  return waitsSeconds.length === 0
    ? { kind: "allowed" }
    : { kind: "limited", retryAfterSeconds: Math.max(...waitsSeconds) };
}

async function consume(db: Db, key: string, rule: RateRule): Promise<RateVerdict> {
  const limiter = new RateLimiterPrisma({
    storeClient: db,
    tableName: "rateLimit",
    keyPrefix: rule.name,
    points: rule.points,
    duration: rule.perSeconds,
    clearExpiredByTimeout: false,
  });
  try {
    await limiter.consume(key);
    return { kind: "allowed" };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { kind: "limited", retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
  }
}
