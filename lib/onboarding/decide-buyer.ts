import type { BuyingCustomer } from "./states";

export type BuyerDecision =
  | { kind: "identify_customer" }
  | { kind: "choose_customer"; customers: BuyingCustomer[] }
  | { kind: "buyer"; customer: BuyingCustomer }
  /** The customer asked for is not one that this user may buy for. */
  | { kind: "unknown" };

/** For whom the user buys: the customer asked for, or the only one; never "the first one found". */
export function decideBuyer(customers: BuyingCustomer[], customerId: string | undefined): BuyerDecision {
  if (customerId !== undefined) {
    const asked = customers.find((customer) => customer.id === customerId);
    return asked ? { kind: "buyer", customer: asked } : { kind: "unknown" };
  }
  const [only, ...others] = customers;
  if (!only) return { kind: "identify_customer" };
  return others.length > 0 ? { kind: "choose_customer", customers } : { kind: "buyer", customer: only };
}
