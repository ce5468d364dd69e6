import { round } from "./families";

/** German VAT: totals differ from what the items say, as they do in most real orders. */
export const taxRate = 0.19;

export function withTax(subtotal: number, currency: string): number {
  return round(subtotal * (1 + taxRate), currency);
}
