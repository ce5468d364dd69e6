import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import {
  fillProviderCustomerRow,
  findCustomerByProvider,
  lockProviderCustomer,
  openProviderCustomerRow,
} from "./provider-customer-store";

export type MappingOutcome =
  | { kind: "mapped" | "already_mapped" }
  /** The provider's customer belongs to another of our customers. */
  | { kind: "belongs_to_other"; customerId: string }
  /** Our customer is another one at this provider. */
  | { kind: "has_other"; providerCustomerId: string };

/**
 * Remembers that the provider's customer is ours, in the caller's transaction. Never takes one from another customer
 * and never replaces one: both are for support to settle. On `mapped`, the licensee's natural id is the caller's to set.
 */
export async function mapProviderCustomer(
  ctx: { db: Tx; actor: Actor },
  input: { customerId: string; provider: ProviderName; providerCustomerId: string; cause: string },
): Promise<MappingOutcome> {
  const { db, actor } = ctx;
  const { customerId, provider, providerCustomerId, cause } = input;
  await lockProviderCustomer(db, provider, providerCustomerId);
  const holder = await findCustomerByProvider(db, provider, providerCustomerId);
  if (holder) return holder.id === customerId ? { kind: "already_mapped" } : belongsTo(holder.id);
  const row = await openProviderCustomerRow(db, { customerId, provider });
  const standing = await fillProviderCustomerRow(db, row.id, providerCustomerId);
  if (standing.providerCustomerId !== providerCustomerId) {
    return { kind: "has_other", providerCustomerId: standing.providerCustomerId };
  }
  if (!standing.filled) return { kind: "already_mapped" };
  await recordAudit(db, {
    actor,
    action: "customer.provider_customer_mapped",
    entity: "customer",
    entityId: customerId,
    customerId,
    after: { provider, providerCustomerId },
    cause,
  });
  return { kind: "mapped" };
}

function belongsTo(customerId: string): MappingOutcome {
  return { kind: "belongs_to_other", customerId };
}
