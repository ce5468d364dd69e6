/** Making one takes longer than the rest of an object. */
const formats = new Map<string, { format: Intl.NumberFormat; minorUnits: number }>();

/** An amount in minor units as people read it, such as $1,200.00. */
export function formatMoney(amountMinor: number, currency: string): string {
  const { format, minorUnits } = formatOf(currency);
  return format.format(amountMinor / minorUnits);
}

/** How many of the smallest unit make one: 100 for EUR, 1 for JPY. */
export function minorUnitsOf(currency: string): number {
  return formatOf(currency).minorUnits;
}

function formatOf(currency: string) {
  const known = formats.get(currency);
  if (known) return known;
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  const made = { format, minorUnits: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
  formats.set(currency, made);
  return made;
}

/** A day, from Unix seconds. */
export function formatDay(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
}

/** A moment, from Unix milliseconds. */
export function formatMoment(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** A status word as people write it: `past_due` becomes "Past due". */
export function formatStatus(status: string): string {
  const words = status.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
