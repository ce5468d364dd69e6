import { expect, it } from "vitest";
import { formatMoney } from "./money";

it.each([
  [{ amountMinor: 1200, currency: "EUR" }, "€12.00"],
  [{ amountMinor: 1200, currency: "JPY" }, "¥1,200"],
  [{ amountMinor: 1234, currency: "KWD" }, "KWD 1.234"],
  [{ amountMinor: -5, currency: "USD" }, "-$0.05"],
])("reads minor units by the currency: %o is %s", (money, text) => {
  expect(formatMoney(money).replace(/\u00a0/g, " ")).toBe(text);
});
