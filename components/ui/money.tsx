type MoneyProps = { amountMinor: number; currency: string };

/** An amount given in the currency's minor unit; whole amounts lose their decimals, as on a price tag. */
export function Money({ amountMinor, currency }: MoneyProps) {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const format = new Intl.NumberFormat("en", { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
  return <span className="whitespace-nowrap tabular-nums">{format.format(amountMinor / 10 ** digits)}</span>;
}
