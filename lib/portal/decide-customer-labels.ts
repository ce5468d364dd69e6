import type { Customer } from "@/lib/customers/customer";

export type CustomerLabel = {
  id: string;
  name: string;
  /** What tells it from others: the kind and the billing address, and more where these are the same too. */
  detail: string;
  /** Another one has the same name: the detail belongs wherever the name stands. */
  isAmbiguous: boolean;
};

/** Names for the customers of one user, so that no two look the same. */
export function decideCustomerLabels(
  customers: readonly Pick<Customer, "id" | "type" | "name" | "displayName" | "email">[],
): CustomerLabel[] {
  const labels = customers.map(({ id, type, name, displayName, email }) => ({
    id,
    name: displayName ?? name,
    detail: [type === "PERSON" ? "Person" : "Organization", email].filter(Boolean).join(", "),
  }));
  return labels.map((label) => {
    const named = labels.filter(({ name }) => name === label.name);
    const alike = named.filter(({ detail }) => detail === label.detail);
    const detail = alike.length > 1 ? `${label.detail}, no. ${label.id.slice(-6)}` : label.detail;
    return { ...label, detail, isAmbiguous: named.length > 1 };
  });
}
