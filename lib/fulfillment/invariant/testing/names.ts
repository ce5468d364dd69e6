/** The subject of a purchase, by the provider's id. */
export function subjectOf(id: string): string {
  return `stripe:${id.startsWith("sub_") ? "subscription" : "order"}:${id}`;
}

/** A name for what happened to a payment. */
export function chargeOf(id: string): string {
  return `stripe:charge:${id}`;
}
