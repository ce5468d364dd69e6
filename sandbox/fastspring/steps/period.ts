import type { Product } from "../records";

type Terms = Pick<Product, "interval" | "intervalLength">;

/** The end of a period that begins then; a month's last day stays the last day. `periods`: how many of them. */
export function addPeriod(fromMs: number, { interval, intervalLength }: Terms, periods = 1): number {
  const date = new Date(fromMs);
  if (interval === "day" || interval === "week") {
    return fromMs + periods * intervalLength * (interval === "day" ? 1 : 7) * 86_400_000;
  }
  const months = periods * (interval === "year" ? 12 * intervalLength : intervalLength);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

export function hasSamePeriod(a: Terms, b: Terms): boolean {
  return a.interval === b.interval && a.intervalLength === b.intervalLength;
}
