/** Seconds: how long a lease holds without a heartbeat, and how soon the next one may come. */
export type LeaseTerms = { leaseSeconds: number; heartbeatSeconds: number };

/** Whole seconds, as tokens count them, so that a seat is free exactly when its token is over. */
export function leaseTimes(
  terms: LeaseTerms,
  license: { validUntil: Date | null },
  now: Date,
): { validUntil: Date; earliestNextHeartbeat: Date } {
  const start = secondsOf(now);
  const end = Math.min(start + terms.leaseSeconds, license.validUntil ? secondsOf(license.validUntil) : Infinity);
  return {
    validUntil: new Date(end * 1000),
    earliestNextHeartbeat: new Date(Math.min(start + terms.heartbeatSeconds, end) * 1000),
  };
}

export function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
