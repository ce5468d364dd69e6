import type { Product } from "../records";

/** The end of a period that begins then; a month's last day stays the last day. */
export function addPeriod(fromMs: number, { interval, intervalLength }: Pick<Product, "interval" | "intervalLength">) {
  const date = new Date(fromMs);
  if (interval === "day" || interval === "week") {
    return fromMs + intervalLength * (interval === "day" ? 1 : 7) * 86_400_000;
  }
  const months = interval === "year" ? 12 * intervalLength : intervalLength;
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
