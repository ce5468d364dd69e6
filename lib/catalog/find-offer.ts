import type { Db, Tx } from "@/lib/db/client";
import type { Offer } from "./offer";
import { selectOffer } from "./offer-store";

/** The offer with this SKU, also when it is no longer sold (`active` says so); null when there is none. */
export function findOffer(db: Db | Tx, sku: string): Promise<Offer | null> {
  return selectOffer(db, sku);
}
