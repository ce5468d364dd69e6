import { isQuantityAllowed, type Offer, sellingProvider } from "@/lib/catalog/offer";
import type { ProviderName } from "@/lib/kernel/actor";
import { assertNever } from "@/lib/kernel/assert-never";
import type { RefusedOffer } from "./states";

/** Why nobody can buy this offer, if it is one (null: there is none); null when it can be bought. */
export function decideRefusal(offer: Offer | null, connected: readonly ProviderName[]): RefusedOffer | null {
  if (!offer?.active) return "not_sold";
  return sellingProvider(offer, connected) ? null : "not_connected";
}

/** Why this can't be bought, by form field; null when it can. */
export function decideOrderProblems(
  offer: Offer | null,
  quantity: number,
  connected: readonly ProviderName[],
): Record<string, string> | null {
  const refusal = decideRefusal(offer, connected);
  if (!offer || refusal) return { sku: refusalWords(refusal ?? "not_sold") };
  if (isQuantityAllowed(offer, quantity)) return null;
  const { minimumQuantity, maximumQuantity } = offer;
  if (minimumQuantity === maximumQuantity) return { quantity: `The quantity of this offer is ${minimumQuantity}.` };
  return { quantity: `Enter a whole number from ${minimumQuantity} to ${maximumQuantity}.` };
}

function refusalWords(refusal: RefusedOffer): string {
  switch (refusal) {
    case "not_sold":
      return "This offer is not sold any more. Please choose another one.";
    case "not_connected":
      return "This offer can't be bought at the moment: the payment provider that sells it is not connected.";
    default:
      return assertNever(refusal);
  }
}
