import type { Db, Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Offer } from "./offer";
import { selectOffersByPrice } from "./offer-store";

/**
 * Which offer each of the provider's prices belongs to. Offers no longer sold are included: licenses follow what was
 * sold. A price without an entry is foreign to this catalog.
 */
export async function findOffersByPrice(
  db: Db | Tx,
  provider: ProviderName,
  providerPriceIds: string[],
): Promise<Map<string, Offer>> {
  if (providerPriceIds.length === 0) return new Map();
  const offers = await selectOffersByPrice(db, provider, providerPriceIds);
  const asked = new Set(providerPriceIds);
  return new Map(
    offers.flatMap((offer) =>
      offer.prices
        .filter((price) => price.provider === provider && asked.has(price.providerPriceId))
        .map((price) => [price.providerPriceId, offer] as const),
    ),
  );
}
