import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { ProviderName } from "@/lib/kernel/actor";
import type { FulfillmentContext } from "./fulfillment-context";
import type { Pace } from "./pace-requests";

/** What reconciliation is given: providers that are asked at a measured pace, and the count of what was asked. */
export type ReconciliationContext = Omit<FulfillmentContext, "commerce" | "env"> & {
  commerce: Partial<Record<ProviderName, CommercePort>>;
  pace: Pick<Pace, "count">;
  env: { APP_ORIGIN: string; DATABASE_URL: string; RECONCILE_ORDER_DAYS: number };
};
