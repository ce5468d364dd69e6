import type { Price } from "../wire";

interface Interval {
  interval: string;
  count: number;
}

export function intervalOf(price: Price): Interval {
  return { interval: price.recurring?.interval ?? "month", count: price.recurring?.interval_count ?? 1 };
}

/**
 * The end of the billing period that contains `start`, counted from the anchor so that the 31st stays the 31st in the
 * months that have one. Unix seconds.
 */
export function periodEnd(anchor: number, start: number, { interval, count }: Interval): number {
  let steps = 0;
  let end = anchor;
  while (end <= start) {
    steps += count;
    end = addInterval(anchor, interval, steps);
  }
  return end;
}

const daySeconds = 86_400;

function addInterval(anchor: number, interval: string, steps: number): number {
  switch (interval) {
    case "day":
      return anchor + steps * daySeconds;
    case "week":
      return anchor + steps * 7 * daySeconds;
    case "year":
      return addMonths(anchor, steps * 12);
    default:
      return addMonths(anchor, steps);
  }
}

function addMonths(anchor: number, months: number): number {
  const from = new Date(anchor * 1000);
  const target = new Date(from);
  target.setUTCDate(1);
  target.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return Math.floor(target.getTime() / 1000);
}
