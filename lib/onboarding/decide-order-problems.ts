import { isQuantityAllowed, type Offer, sellingProvider } from "@/lib/catalog/offer";
import type { ProviderName } from "@/lib/kernel/actor";

/** Why this can't be bought, by form field; null when it can. */
export function decideOrderProblems(
  offer: Offer | null,
  quantity: number,
  connected: readonly ProviderName[],
): Record<string, string> | null {
  if (!offer?.active) return { sku: "This offer is not sold any more. Please choose another one." };
  if (!sellingProvider(offer, connected)) return { sku: "This offer can't be bought online at the moment." };
  if (isQuantityAllowed(offer, quantity)) return null;
  const { minimumQuantity, maximumQuantity } = offer;
  if (minimumQuantity === maximumQuantity) return { quantity: `The quantity of this offer is ${minimumQuantity}.` };
  return { quantity: `Enter a whole number from ${minimumQuantity} to ${maximumQuantity}.` };
}
