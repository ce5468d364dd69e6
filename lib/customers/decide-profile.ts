import { normalizeEmail, type Customer } from "./customer";

/** What a payment provider knows of a buyer. */
export type ProviderProfile = { name: string | null; company: string | null; email: string | null };

/**
 * The customer's name and address as they should be; null when they are so. A customer that a purchase made follows the provider: its
 * record there is where somebody typed them. What was typed here, or by support, stays. A company that a person names makes
 * them no organization ("Connect to FastSpring"), and an organization without one keeps its name.
 */
export function decideProfile(
  customer: Pick<Customer, "origin" | "type" | "name" | "email">,
  provider: ProviderProfile,
): { name: string; email: string | null } | null {
  if (customer.origin !== "ECOMMERCE") return null;
  const theirs = customer.type === "ORGANIZATION" ? provider.company : provider.name;
  const name = theirs?.trim() || customer.name;
  const email = normalizeEmail(provider.email) ?? customer.email;
  return name === customer.name && email === customer.email ? null : { name, email };
}
