const dayMs = 24 * 60 * 60 * 1000;

/** The moment this many times 24 hours later; no time zone, no daylight saving. */
export function addDays(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs);
}
