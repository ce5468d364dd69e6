import { isSubscription, type Offer } from "@/lib/catalog/offer";

/** The free days of a checkout: a customer gets one trial of a product, whatever its offer, and however it ended. */
export function decideTrialDays(offer: Pick<Offer, "kind" | "trialDays">, hadTrial: boolean): number {
  return isSubscription(offer) && !hadTrial ? offer.trialDays : 0;
}
