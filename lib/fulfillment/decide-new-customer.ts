import type { Buyer } from "@/lib/commerce/subscription";
import type { LicenseeType } from "@/lib/licensing/licensee";

type Profile = { type: LicenseeType; name: string; email: string | null };

export type NewCustomerDecision =
  { kind: "create"; providerCustomerId: string; profile: Profile } | { kind: "parked"; reason: string };

/** A provider's customer can't be added to a finished checkout, but metadata can. */
const guestReason =
  "The purchase has no customer at the provider, so nobody can be licensed. " +
  "Write the licensee id (tendukeLicenseeId) into the checkout session's metadata, then replay";

/**
 * Who a buyer is whom we hear of for the first time: the licensee that already exists for them, else what the provider
 * knows. Name and e-mail are what 10Duke asks for ("Connect to Stripe", customer.created); nothing is made up.
 */
export function decideNewCustomer(buyer: Buyer, licensee: Profile | null): NewCustomerDecision {
  const { providerCustomerId } = buyer;
  if (providerCustomerId === null) {
    return { kind: "parked", reason: guestReason };
  }
  if (licensee) return { kind: "create", providerCustomerId, profile: licensee };
  return decideProfile(buyer, providerCustomerId);
}

function decideProfile(buyer: Buyer, providerCustomerId: string): NewCustomerDecision {
  const type = typeOf(buyer);
  const name = type === "ORGANIZATION" ? buyer.company : buyer.name;
  if (name !== null && buyer.email !== null) {
    return { kind: "create", providerCustomerId, profile: { type, name, email: buyer.email } };
  }
  const missing = [
    ...(name === null ? [nameOfMissing[type]] : []),
    ...(buyer.email === null ? ["e-mail address"] : []),
  ];
  return { kind: "parked", reason: `Customer ${providerCustomerId} has no ${missing.join(" and no ")}` };
}

/** What the vendor's page said it is ("tendukeLicenseeType"); without that, who has a company is an organization. */
function typeOf({ type, company }: Buyer): LicenseeType {
  return type ?? (company === null ? "PERSON" : "ORGANIZATION");
}

const nameOfMissing = { PERSON: "name", ORGANIZATION: "company name" } as const satisfies Record<LicenseeType, string>;
