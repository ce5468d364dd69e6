import type { Purchase, PurchaseLine } from "@/lib/portal/purchase";
import { seatsText } from "./seats-text";

/** What a purchase is called: its products, each once. */
export function nameOf({ lines }: Pick<Purchase, "lines">): string {
  return [...new Set(lines.map((line) => line.productName ?? line.offerName))].join(", ");
}

/** `Monthly · 5 seats`. */
export function lineText({ productName, offerName, seats, quantity }: PurchaseLine): string {
  const amount = seats === null ? `× ${quantity}` : seatsText(seats);
  return [productName ? offerName : null, amount].filter(Boolean).join(" · ");
}
