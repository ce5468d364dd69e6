import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/client";
import type { Actor, ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { normalizeEmail, type Customer, type CustomerType } from "./customer";
import { findCustomerRow, insertCustomer } from "./customer-store";
import { mapProviderCustomer } from "./map-provider-customer";
import { findCustomerByProvider, lockProviderCustomer, markProfileSource } from "./provider-customer-store";

type Ctx = { db: Tx; now: Clock; actor: Actor };

type NewEcommerceCustomer = {
  provider: ProviderName;
  providerCustomerId: string;
  type: CustomerType;
  name: string;
  email: string | null;
  /** A licensee that exists in licensing and has no customer here yet; null: it is still to be set up. */
  licenseeId: string | null;
  cause: string;
};

/**
 * A customer first heard of from a payment provider (design, section 2), with its mapping, in the caller's
 * transaction. Purchases of one provider customer that come in at the same time end with one customer.
 */
export async function createEcommerceCustomer(
  ctx: Ctx,
  input: NewEcommerceCustomer,
): Promise<{ kind: "created" | "existing"; customer: Customer }> {
  await lockProviderCustomer(ctx.db, input.provider, input.providerCustomerId);
  const mapped = await findCustomerByProvider(ctx.db, input.provider, input.providerCustomerId);
  if (mapped) return { kind: "existing", customer: mapped };
  const made = await insert(ctx, input);
  const mapping = await mapProviderCustomer(ctx, { ...input, customerId: made.customer.id });
  if (mapping.kind !== "mapped" && mapping.kind !== "already_mapped") {
    throw new Error(`Licensee ${input.licenseeId} got another customer at ${input.provider} meanwhile`);
  }
  // Whoever pays for a licensee that the vendor named gives it neither name nor address.
  if (input.licenseeId === null) {
    await markProfileSource(ctx.db, { customerId: made.customer.id, provider: input.provider });
  }
  return made;
}

async function insert(
  { db, now, actor }: Ctx,
  { type, name, email, licenseeId, provider, cause }: NewEcommerceCustomer,
): Promise<{ kind: "created" | "existing"; customer: Customer }> {
  const profile = { type, name: name.trim(), email: normalizeEmail(email), licenseeId };
  const customer = await insertCustomer(db, { id: newId(), origin: "ECOMMERCE", createdAt: now(), ...profile });
  if (!customer) return { kind: "existing", customer: await holderOf(db, licenseeId) };
  await recordAudit(db, {
    actor,
    action: "customer.created_from_purchase",
    entity: "customer",
    entityId: customer.id,
    customerId: customer.id,
    after: { ...profile, provider },
    cause,
  });
  return { kind: "created", customer };
}

async function holderOf(db: Tx, licenseeId: string | null): Promise<Customer> {
  const holder = licenseeId && (await findCustomerRow(db, { licenseeId }));
  if (!holder) throw new Error("A customer could not be stored, and none stands in its way");
  return holder;
}
