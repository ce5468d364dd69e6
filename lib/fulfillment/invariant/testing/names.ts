/** The subject of a purchase, by the provider's id. */
export function subjectOf(id: string): string {
  return `stripe:${id.startsWith("sub_") ? "subscription" : "order"}:${id}`;
}

/** A name for what happened to the payments of a subscription. */
export function paymentsOf(id: string): string {
  return `payments of ${id}`;
}
