import type { Db, Tx } from "@/lib/db/client";
import type { Offer } from "./offer";
import { selectActiveOffers } from "./offer-store";

/** What is sold now, in the order of the shop window, offers of one product together. */
export function listActiveOffers(db: Db | Tx): Promise<Offer[]> {
  return selectActiveOffers(db);
}
