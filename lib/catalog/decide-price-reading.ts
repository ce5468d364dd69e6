import type { ProviderName } from "@/lib/kernel/actor";
import { type Offer, priceAt, type PriceTag, isSubscription } from "./offer";

/** A copy older than this is read again (10 minutes). */
export const freshForSeconds = 600;

/** What has to be read from the provider now: prices never read, and copies that are too old. */
export function decidePriceReading(
  offers: Offer[],
  provider: ProviderName,
  now: Date,
): { missing: string[]; stale: string[] } {
  const prices = offers.flatMap((offer) => priceAt(offer, provider) ?? []);
  const oldest = now.getTime() - freshForSeconds * 1000;
  return {
    missing: prices.filter((price) => price.fetchedAt === null).map((price) => price.providerPriceId),
    stale: prices
      .filter((price) => price.fetchedAt !== null && price.fetchedAt.getTime() < oldest)
      .map((price) => price.providerPriceId),
  };
}

/** A provider's price as `readPrices` of the commerce port gives it. */
export type ReadPrice = {
  providerPriceId: string;
  currency: string;
  unitAmountMinor: number;
  recurring: { interval: NonNullable<PriceTag["interval"]>; intervalCount: number } | null;
  active: boolean;
};

/**
 * The tag to show, or null when nobody can buy at this price: it is gone or archived at the provider, or it recurs
 * where the offer is paid once (or the reverse).
 */
export function decidePriceTag(offer: Pick<Offer, "kind">, read: ReadPrice | undefined): PriceTag | null {
  if (!read?.active || isSubscription(offer) !== (read.recurring !== null)) return null;
  return {
    amountMinor: read.unitAmountMinor,
    currency: read.currency,
    interval: read.recurring?.interval ?? null,
    intervalCount: read.recurring?.intervalCount ?? 1,
  };
}
