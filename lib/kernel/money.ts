/** An amount in the currency's minor unit (cents for EUR, yen for JPY); the currency in upper case ISO 4217. */
export type Money = { amountMinor: number; currency: string };

/** How many decimals the currency's minor unit stands for: 2 for EUR, 0 for JPY, 3 for KWD. */
function minorUnitDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** The amount as people read it, e.g. `€12.00`; whole amounts keep their decimals. */
export function formatMoney(money: Money, locale = "en"): string {
  const digits = minorUnitDigits(money.currency);
  return new Intl.NumberFormat(locale, { style: "currency", currency: money.currency }).format(
    money.amountMinor / 10 ** digits,
  );
}

/** A decimal amount, as some providers write it (12.5 for EUR 12.50), in the currency's minor unit. */
export function toMinorUnits(amount: number, currency: string): number {
  return Math.round(amount * 10 ** minorUnitDigits(currency));
}
