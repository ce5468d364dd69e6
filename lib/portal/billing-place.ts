import type { ProviderName } from "@/lib/kernel/actor";

/** A payment provider that keeps cards and invoices of a customer. */
export type BillingPlace = {
  provider: ProviderName;
  /** What was bought there; empty when nothing that is in the catalog. */
  products: string[];
  /** A payment is due there. */
  isDue: boolean;
  /** It is not connected, so there is no way to it from here. */
  isOff: boolean;
};
