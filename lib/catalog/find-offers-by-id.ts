import type { Db, Tx } from "@/lib/db/client";
import type { Offer } from "./offer";
import { selectOffersById } from "./offer-store";

/** Offers by our own id, also those no longer sold; an unknown id has no entry. */
export async function findOffersById(db: Db | Tx, ids: string[]): Promise<Map<string, Offer>> {
  if (ids.length === 0) return new Map();
  const offers = await selectOffersById(db, ids);
  return new Map(offers.map((offer) => [offer.id, offer]));
}
