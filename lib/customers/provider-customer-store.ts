import type { Db, Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";
import type { Customer } from "./customer";
import { toCustomer } from "./customer-store";

/** The customer's row for this provider, made if missing; its id never changes, however many callers race. */
export async function openProviderCustomerRow(db: Db | Tx, key: { customerId: string; provider: ProviderName }) {
  const { count } = await db.providerCustomer.createMany({ data: [{ id: newId(), ...key }], skipDuplicates: true });
  const row = await db.providerCustomer.findUniqueOrThrow({ where: { customerId_provider: key } });
  return { ...row, isNew: count === 1 };
}

/** Stores the provider's id where there is none yet; answers with the one that stands. */
export async function fillProviderCustomerRow(tx: Tx, id: string, providerCustomerId: string) {
  const { count } = await tx.providerCustomer.updateMany({
    where: { id, providerCustomerId: null },
    data: { providerCustomerId },
  });
  const row = await tx.providerCustomer.findUniqueOrThrow({ where: { id } });
  return { filled: count === 1, providerCustomerId: row.providerCustomerId ?? providerCustomerId };
}

export async function findCustomerByProvider(
  db: Db | Tx,
  provider: ProviderName,
  providerCustomerId: string,
): Promise<Customer | null> {
  const row = await db.providerCustomer.findUnique({
    where: { provider_providerCustomerId: { provider, providerCustomerId } },
    include: { customer: true },
  });
  return row && toCustomer(row.customer);
}

/** The customer's name and address are this provider's record from now on. */
export async function markProfileSource(tx: Tx, key: { customerId: string; provider: ProviderName }): Promise<void> {
  await tx.providerCustomer.update({
    where: { customerId_provider: key },
    data: { givesProfile: true },
    select: { id: true },
  });
}

export async function isProfileSource(
  db: Db | Tx,
  where: { customerId: string; provider: ProviderName; providerCustomerId: string },
): Promise<boolean> {
  return (await db.providerCustomer.count({ where: { ...where, givesProfile: true } })) === 1;
}

/** Until the transaction ends, nobody else maps or creates a customer for this provider's customer. */
export async function lockProviderCustomer(tx: Tx, provider: ProviderName, providerCustomerId: string): Promise<void> {
  const key = `provider-customer:${provider}:${providerCustomerId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}
