import type { ProviderName } from "@/lib/kernel/actor";

/** The same customer at a payment provider: at most one for each provider, and each belongs to one customer. */
export type ProviderCustomer = {
  provider: ProviderName;
  providerCustomerId: string;
};
