import { formatMoney } from "@/sandbox/pages/format";
import type { Price } from "../wire";
import { periodText } from "./summary";

/** What a plan is and costs, in a line: "Atlas Editor, 5 seats, $60.00 per month". */
export function planText(name: string, price: Price, quantity: number): string {
  const seats = `${quantity} ${quantity === 1 ? "seat" : "seats"}`;
  return `${name}, ${seats}, ${formatMoney((price.unit_amount ?? 0) * quantity, price.currency)} ${periodText(price)}`;
}
