import type { FastSpringOrder } from "./wire";

/**
 * When an order was placed: on the day in its reference, e.g. `ABC230906-7581-30108`, or when it was last changed, where
 * that says no day. Returns move `changed` on.
 */
export function placedAt({ reference, changed }: Pick<FastSpringOrder, "reference" | "changed">): number {
  const [, year, month, day] = /^[A-Z]+(\d\d)(\d\d)(\d\d)-/.exec(reference ?? "") ?? [];
  const at = Date.parse(`20${year}-${month}-${day}`);
  return Number.isNaN(at) ? changed : Math.min(at, changed);
}
