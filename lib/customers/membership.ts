import type { Customer } from "./customer";
import type { ProviderCustomer } from "./provider-customer";

export type MembershipRole = "OWNER" | "ADMIN" | "MEMBER";

/** A customer as one of its members sees it. */
export type MyCustomer = {
  customer: Customer;
  role: MembershipRole;
  providerCustomers: ProviderCustomer[];
};

/** Whether this member may spend the customer's money: check out, change a purchase, open the billing portal. */
export function mayBuy(role: MembershipRole): boolean {
  return role === "OWNER" || role === "ADMIN";
}

/** Whether this member may decide over members and seats. */
export function mayManage(role: MembershipRole): boolean {
  return role === "OWNER" || role === "ADMIN";
}
