import { findOffersById } from "@/lib/catalog/find-offers-by-id";
import { connectedProviders, providersOff } from "@/lib/commerce/connected-providers";
import type { MyCustomer } from "@/lib/customers/membership";
import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { BillingPlace } from "./billing-place";
import { decideBillingPlaces } from "./decide-billing-places";
import { findBuyingCustomer } from "./find-buying-customer";
import { selectBoughtOffers } from "./portal-store";

type Context = { db: Db; commerce: Partial<Record<ProviderName, unknown>> };

/**
 * The providers that keep this customer's cards and invoices, the one to go to first at the front; empty when nothing was
 * ever bought. For owners and admins of the customer; anybody else gets a `NotFoundError`.
 */
export async function listBillingPlaces(
  ctx: Context,
  asked: { userId: string; customerId: string },
): Promise<readonly BillingPlace[]> {
  return await findBillingPlaces(ctx, await findBuyingCustomer(ctx, asked));
}

/** The same for who is known to be allowed. */
export async function findBillingPlaces(ctx: Context, mine: MyCustomer): Promise<readonly BillingPlace[]> {
  const isHere = (name: ProviderName) => mine.providerCustomers.some(({ provider }) => provider === name);
  const known = [
    ...connectedProviders(ctx.commerce).map((provider) => ({ provider, isOff: false })),
    ...providersOff(ctx.commerce).map((provider) => ({ provider, isOff: true })),
  ].filter(({ provider }) => isHere(provider));
  if (known.length === 0) return [];
  const rows = await selectBoughtOffers(ctx.db, mine.customer.id);
  const offers = await findOffersById(ctx.db, [...new Set(rows.flatMap(({ offerId }) => offerId ?? []))]);
  const bought = rows.map(({ provider, offerId, isDue }) => ({
    provider,
    product: offers.get(offerId ?? "")?.product.displayName ?? null,
    isDue,
  }));
  return decideBillingPlaces(known, bought);
}
