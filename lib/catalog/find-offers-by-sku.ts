import type { Db, Tx } from "@/lib/db/client";
import type { Offer } from "./offer";
import { selectOffersBySku } from "./offer-store";

/** Offers by SKU, also those no longer sold; an unknown SKU has no entry. */
export async function findOffersBySku(db: Db | Tx, skus: string[]): Promise<Map<string, Offer>> {
  if (skus.length === 0) return new Map();
  const offers = await selectOffersBySku(db, skus);
  return new Map(offers.map((offer) => [offer.sku, offer]));
}
