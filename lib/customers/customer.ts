/** Our record of who buys: joins users, the licensee and the payment providers' customers. */
export type Customer = {
  id: string;
  type: CustomerType;
  origin: CustomerOrigin;
  /** The formal name: the company's, or the person's. */
  name: string;
  displayName: string | null;
  /** Where bills go; an attribute, never what identifies the customer. */
  email: string | null;
  /** Null until the licensee exists in licensing. */
  licenseeId: string | null;
};

export type CustomerType = "PERSON" | "ORGANIZATION";

/** Signed up here, first heard of from a payment provider, or made by support. */
export type CustomerOrigin = "MANAGED" | "ECOMMERCE" | "MANUAL";

/** One spelling per address, so that the same address compares equal; null when there is none. */
export function normalizeEmail(email: string | null): string | null {
  return email?.trim().toLowerCase() || null;
}
