import type { Customer } from "./customer";

/** What this area needs to know of a licensee. */
export type KnownLicensee = { id: string; externalReference: string | null };

/** All that is known about whose purchase it is. */
export type OwnershipFacts<L extends KnownLicensee> = {
  /** The licensee named in the purchase; `licensee` is null when licensing knows none of that id. */
  claim: { licenseeId: string; licensee: L | null; customer: Customer | null } | null;
  /** The customer that the provider's customer is mapped to. */
  mapped: Customer | null;
  /** The licensee whose natural id is the provider's customer. */
  natural: { licensee: L; customer: Customer | null } | null;
};

export type PurchaseOwner<L extends KnownLicensee> =
  | { kind: "found"; customer: Customer; by: "licensee_id" | "provider_customer" | "natural_id" }
  /** No customer of ours; one is to be created, for the licensee if there is one already. */
  | { kind: "unknown"; licensee: L | null }
  /** Never guessed at: for support to settle. */
  | { kind: "doubtful"; reason: string };

/** Whose purchase it is, in the order of design section 2: licensee id, stored mapping, natural id, nobody yet. */
export function decidePurchaseOwner<L extends KnownLicensee>({
  claim,
  mapped,
  natural,
}: OwnershipFacts<L>): PurchaseOwner<L> {
  if (claim) return ownerOfClaim(claim, mapped);
  if (mapped) return { kind: "found", customer: mapped, by: "provider_customer" };
  if (natural?.customer) return { kind: "found", customer: natural.customer, by: "natural_id" };
  return { kind: "unknown", licensee: natural?.licensee ?? null };
}

function ownerOfClaim<L extends KnownLicensee>(
  { licenseeId, licensee, customer }: NonNullable<OwnershipFacts<L>["claim"]>,
  mapped: Customer | null,
): PurchaseOwner<L> {
  if (!customer && !licensee) {
    return { kind: "doubtful", reason: `The purchase names licensee ${licenseeId}, which does not exist` };
  }
  if (mapped && mapped.id !== customer?.id) {
    const reason = `The purchase names licensee ${licenseeId}, but its payer belongs to customer ${mapped.id}`;
    return { kind: "doubtful", reason };
  }
  return customer ? { kind: "found", customer, by: "licensee_id" } : { kind: "unknown", licensee };
}
