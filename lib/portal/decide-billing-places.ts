import type { ProviderName } from "@/lib/kernel/actor";
import type { BillingPlace } from "./billing-place";

/** A product that was bought at a provider; null: it is not in the catalog. */
export type BoughtProduct = { provider: ProviderName; product: string | null; isDue: boolean };

/**
 * Where the customer's cards and invoices are, the place with a payment due first, else in the given order. A provider at
 * which nothing was bought, say since its checkout was left, is a place only where there is no other.
 */
export function decideBillingPlaces(
  known: readonly ProviderName[],
  bought: readonly BoughtProduct[],
): readonly BillingPlace[] {
  const places = known.map((provider) => placeOf(provider, bought));
  const used = places.filter(({ provider }) => bought.some((one) => one.provider === provider));
  return (used.length > 0 ? used : places).toSorted((left, right) => Number(right.isDue) - Number(left.isDue));
}

function placeOf(provider: ProviderName, bought: readonly BoughtProduct[]): BillingPlace {
  const here = bought.filter((one) => one.provider === provider);
  const products = [...new Set(here.flatMap(({ product }) => product ?? []))].toSorted();
  return { provider, products, isDue: here.some(({ isDue }) => isDue) };
}
