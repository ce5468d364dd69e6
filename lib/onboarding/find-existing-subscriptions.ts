import { findOffersById } from "@/lib/catalog/find-offers-by-id";
import type { Db, Tx } from "@/lib/db/client";
import { decideExistingSubscriptions } from "./decide-existing-subscriptions";
import { selectSubscriptions } from "./mirror-store";
import type { ExistingSubscription } from "./states";

/**
 * What our mirror knows: the customer's subscriptions of the product that have not ended, apart from those named in
 * `ended`, and the ids of all subscriptions of the customer.
 */
export async function findExistingSubscriptions(
  db: Db | Tx,
  asked: { customerId: string; productId: string; ended: ReadonlySet<string> },
): Promise<{ existing: ExistingSubscription[]; mirroredIds: ReadonlySet<string> }> {
  const subscriptions = await selectSubscriptions(db, asked.customerId);
  const offerIds = subscriptions.flatMap((subscription) => subscription.items.flatMap((item) => item.offerId ?? []));
  const offers = await findOffersById(db, [...new Set(offerIds)]);
  return {
    existing: decideExistingSubscriptions({ subscriptions, offers, productId: asked.productId, ended: asked.ended }),
    mirroredIds: new Set(subscriptions.map((subscription) => subscription.providerSubscriptionId)),
  };
}
