import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { findCustomerRow } from "./customer-store";
import {
  decidePurchaseOwner,
  type KnownLicensee,
  type OwnershipFacts,
  type PurchaseOwner,
} from "./decide-purchase-owner";
import { findCustomerByProvider, lockProviderCustomer } from "./provider-customer-store";

type Ctx<L extends KnownLicensee> = {
  db: Db | Tx;
  licensing: { findLicensee(by: { licenseeId: string } | { naturalId: string }): Promise<L | null> };
};

type Purchase = { licenseeId: string | null; provider: ProviderName; providerCustomerId: string | null };

/**
 * As `resolveCustomer`, for who makes a customer of one that is unknown, in the same transaction: nobody else makes one of
 * the provider's customer meanwhile. A run that made a licensee elsewhere and then broke off is seen only from here on.
 */
export async function resolveCustomerAlone<L extends KnownLicensee>(
  ctx: Ctx<L> & { db: Tx },
  purchase: Purchase,
): Promise<PurchaseOwner<L>> {
  const found = await resolveCustomer(ctx, purchase);
  const { provider, providerCustomerId } = purchase;
  if (found.kind !== "unknown" || providerCustomerId === null) return found;
  await lockProviderCustomer(ctx.db, provider, providerCustomerId);
  return await resolveCustomer(ctx, purchase);
}

/**
 * Whose purchase it is, by what the provider says of it: the licensee id in its metadata and the provider's customer.
 * Changes nothing; a customer found may still lack its licensee or its mapping.
 */
export async function resolveCustomer<L extends KnownLicensee>(
  ctx: Ctx<L>,
  purchase: Purchase,
): Promise<PurchaseOwner<L>> {
  const { licenseeId, provider, providerCustomerId } = purchase;
  const claim = licenseeId ? await loadClaim(ctx, licenseeId) : null;
  const mapped = providerCustomerId ? await findCustomerByProvider(ctx.db, provider, providerCustomerId) : null;
  const natural = !claim && !mapped && providerCustomerId ? await loadNatural(ctx, providerCustomerId) : null;
  return decidePurchaseOwner({ claim, mapped, natural });
}

async function loadClaim<L extends KnownLicensee>(
  ctx: Ctx<L>,
  licenseeId: string,
): Promise<OwnershipFacts<L>["claim"]> {
  const customer = await findCustomerRow(ctx.db, { licenseeId });
  if (customer) return { licenseeId, licensee: null, customer };
  const licensee = await ctx.licensing.findLicensee({ licenseeId });
  return { licenseeId, licensee, customer: licensee && (await customerOf(ctx.db, licensee)) };
}

async function loadNatural<L extends KnownLicensee>(
  ctx: Ctx<L>,
  naturalId: string,
): Promise<OwnershipFacts<L>["natural"]> {
  const licensee = await ctx.licensing.findLicensee({ naturalId });
  return licensee && { licensee, customer: await customerOf(ctx.db, licensee) };
}

/** By the licensee's reference too: a crash may have left the customer without its licensee's id. */
async function customerOf(db: Db | Tx, { id, externalReference }: KnownLicensee) {
  const linked = await findCustomerRow(db, { licenseeId: id });
  if (linked || !externalReference || !isUuid(externalReference)) return linked;
  const referenced = await findCustomerRow(db, { id: externalReference });
  return referenced?.licenseeId === null ? referenced : null;
}
