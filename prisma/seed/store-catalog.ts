import type { Db, Tx } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { DemoOffer, DemoProduct } from "./demo-catalog";

/**
 * Puts what is missing into the catalog and leaves what is there alone, edits included. Only a price that the provider
 * knows by another id now (the sandbox was emptied, say) is mapped anew. Gives the number of things written.
 */
export async function storeCatalog(
  db: Db,
  catalog: readonly DemoProduct[],
  priceIds: Map<string, string>,
  at: { provider: ProviderName; firstPosition: number } = { provider: "STRIPE", firstPosition: 0 },
): Promise<number> {
  return await db.$transaction(async (tx) => {
    let written = 0;
    for (const [index, product] of catalog.entries()) {
      const position = at.firstPosition + index;
      written += await storeProduct(tx, product, position, { provider: at.provider, priceIds });
    }
    return written;
  });
}

type Priced = { provider: ProviderName; priceIds: Map<string, string> };

async function storeProduct(
  tx: Tx,
  { offers, ...product }: DemoProduct,
  position: number,
  priced: Priced,
): Promise<number> {
  const { count } = await tx.product.createMany({ data: [{ ...product, position }], skipDuplicates: true });
  const { id: productId } = await tx.product.findUniqueOrThrow({ where: { productName: product.productName } });
  let written = count;
  for (const [place, offer] of offers.entries()) written += await storeOffer(tx, productId, offer, place, priced);
  return written;
}

async function storeOffer(
  tx: Tx,
  productId: string,
  { price, ...offer }: DemoOffer,
  position: number,
  priced: Priced,
): Promise<number> {
  const { count } = await tx.offer.createMany({ data: [{ ...offer, productId, position }], skipDuplicates: true });
  const { id: offerId } = await tx.offer.findUniqueOrThrow({ where: { sku: offer.sku } });
  const providerPriceId = priced.priceIds.get(price.lookupKey);
  if (providerPriceId === undefined) throw new Error(`The provider has no price for ${price.lookupKey}`);
  return count + (await mapPrice(tx, offerId, priced.provider, providerPriceId));
}

async function mapPrice(tx: Tx, offerId: string, provider: ProviderName, providerPriceId: string): Promise<number> {
  const { count: added } = await tx.offerPrice.createMany({
    data: [{ offerId, provider, providerPriceId }],
    skipDuplicates: true,
  });
  const notRead = { currency: null, unitAmountMinor: null, interval: null, intervalCount: null, fetchedAt: null };
  const { count: moved } = await tx.offerPrice.updateMany({
    where: { offerId, provider, providerPriceId: { not: providerPriceId } },
    data: { providerPriceId, ...notRead },
  });
  return added + moved;
}
