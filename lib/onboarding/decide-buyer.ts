import { mayBuy, type MyCustomer } from "@/lib/customers/membership";

export type BuyerDecision =
  | { kind: "identify_customer" }
  | { kind: "choose_customer"; customers: MyCustomer[] }
  | { kind: "buyer"; buyer: MyCustomer }
  /** The customer asked for is not one that this user may buy for. */
  | { kind: "not_mine" };

/** For whom the user buys: the customer asked for, or the only one there is; never "the first one found". */
export function decideBuyer(memberships: MyCustomer[], customerId: string | undefined): BuyerDecision {
  const mine = memberships.filter((membership) => mayBuy(membership.role));
  if (customerId !== undefined) {
    const asked = mine.find(({ customer }) => customer.id === customerId);
    return asked ? { kind: "buyer", buyer: asked } : { kind: "not_mine" };
  }
  const [only, ...others] = mine;
  if (!only) return { kind: "identify_customer" };
  return others.length > 0 ? { kind: "choose_customer", customers: mine } : { kind: "buyer", buyer: only };
}
