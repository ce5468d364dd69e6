import { formatMoney, minorUnitsOf } from "@/sandbox/pages/format";

type Family = Record<string, unknown>;

/** An amount as FastSpring writes it: a number, how it reads, and the same in the payout currency. */
export function money(name: string, amount: number, currency: string): Family {
  const display = displayed(amount, currency);
  return {
    [name]: amount,
    [`${name}Display`]: display,
    [`${name}InPayoutCurrency`]: amount,
    [`${name}InPayoutCurrencyDisplay`]: display,
  };
}

/** A moment as FastSpring writes it: milliseconds twice, whole seconds, and how it reads. */
export function moment(name: string, atMs: number | null): Family {
  const isoDay = atMs === null ? null : new Date(atMs).toISOString().slice(0, 10);
  const [year = "", month = "", day = ""] = isoDay?.split("-") ?? [];
  return {
    [name]: atMs,
    [`${name}Value`]: atMs,
    [`${name}InSeconds`]: atMs === null ? null : Math.floor(atMs / 1000),
    [`${name}Display`]: isoDay === null ? null : `${Number(month)}/${Number(day)}/${year.slice(2)}`,
    [`${name}DisplayISO8601`]: isoDay,
  };
}

/** The same amount and how it reads, without the payout currency. */
export function shown(name: string, amount: number, currency: string): Family {
  return { [name]: amount, [`${name}Display`]: displayed(amount, currency) };
}

export function displayed(amount: number, currency: string): string {
  return formatMoney(Math.round(amount * minorUnitsOf(currency)), currency);
}

/** To what can be paid in the currency: cents for euros, whole yen. */
export function round(amount: number, currency: string): number {
  const units = minorUnitsOf(currency);
  return Math.round(amount * units) / units;
}
