import type { Offer } from "@/lib/catalog/offer";
import type { FulfillmentRun } from "../fulfillment-context";
import { writeOrder, writeSubscription } from "../mirror-store";
import type { Truth } from "../truth";

/**
 * Copies what the provider says into our mirror, which pages read; nothing is ever decided by the mirror. A checkout that
 * nobody finished is no order.
 */
export async function mirrorTruth(
  run: FulfillmentRun,
  { truth, offers, customerId }: { truth: Truth; offers: ReadonlyMap<string, Offer>; customerId: string },
): Promise<void> {
  const mirror = { provider: run.provider, customerId, readAt: run.now };
  const offerIdOf = (priceId: string) => offers.get(priceId)?.id ?? null;
  if (truth.kind === "subscription") {
    await writeSubscription(run.tx, mirror, truth.subscription, offerIdOf);
  } else if (truth.order.status !== "open" && truth.order.status !== "expired") {
    await writeOrder(run.tx, mirror, truth.order, offerIdOf);
  }
}
