import type { ProviderName } from "@/lib/kernel/actor";
import type { BillingPlace } from "./billing-place";

/** A product that was bought at a provider; null: it is not in the catalog. */
export type BoughtProduct = { provider: ProviderName; product: string | null; isDue: boolean };

/** A provider that knows this customer. */
export type KnownProvider = Pick<BillingPlace, "provider" | "isOff">;

/**
 * Where the customer's cards and invoices are, the place with a payment due first, else in the given order; those without
 * a way to them last. A provider at which nothing was bought, say since its checkout was left, is a place only where there
 * is no other.
 */
export function decideBillingPlaces(
  known: readonly KnownProvider[],
  bought: readonly BoughtProduct[],
): readonly BillingPlace[] {
  const places = known.map((one) => placeOf(one, bought));
  const used = places.filter(({ provider }) => bought.some((one) => one.provider === provider));
  const shown = used.length > 0 ? used : places.filter(({ isOff }) => !isOff);
  return shown.toSorted((left, right) => rank(left) - rank(right));
}

function rank({ isOff, isDue }: BillingPlace): number {
  return isOff ? 2 : isDue ? 0 : 1;
}

function placeOf({ provider, isOff }: KnownProvider, bought: readonly BoughtProduct[]): BillingPlace {
  const here = bought.filter((one) => one.provider === provider);
  const products = [...new Set(here.flatMap(({ product }) => product ?? []))].toSorted();
  return { provider, products, isDue: here.some(({ isDue }) => isDue), isOff };
}
