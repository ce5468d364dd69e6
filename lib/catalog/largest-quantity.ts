/** A license has no more (10Duke Scale, and our own engine alike). */
const mostSeatsPerLicense = 1000;

/** How many units can be bought at once: as many as the offer says, as far as one license can hold their seats. */
export function largestQuantity(offer: { maximumQuantity: number; seatsPerUnit: number }): number {
  return Math.min(offer.maximumQuantity, Math.floor(mostSeatsPerLicense / offer.seatsPerUnit));
}
