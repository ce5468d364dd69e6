import type { Db, Tx } from "@/lib/db/client";
import type { DemoOffer, DemoProduct } from "./demo-catalog";

/**
 * Puts what is missing into the catalog and leaves what is there alone, edits included. Only a price that the provider
 * knows by another id now (the sandbox was emptied, say) is mapped anew. Gives the number of things written.
 */
export async function storeCatalog(
  db: Db,
  catalog: readonly DemoProduct[],
  priceIds: Map<string, string>,
): Promise<number> {
  return await db.$transaction(async (tx) => {
    let written = 0;
    for (const [position, product] of catalog.entries()) written += await storeProduct(tx, product, position, priceIds);
    return written;
  });
}

async function storeProduct(
  tx: Tx,
  { offers, ...product }: DemoProduct,
  position: number,
  priceIds: Map<string, string>,
): Promise<number> {
  const { count } = await tx.product.createMany({ data: [{ ...product, position }], skipDuplicates: true });
  const { id: productId } = await tx.product.findUniqueOrThrow({ where: { productName: product.productName } });
  let written = count;
  for (const [place, offer] of offers.entries()) written += await storeOffer(tx, productId, offer, place, priceIds);
  return written;
}

async function storeOffer(
  tx: Tx,
  productId: string,
  { price, ...offer }: DemoOffer,
  position: number,
  priceIds: Map<string, string>,
): Promise<number> {
  const { count } = await tx.offer.createMany({ data: [{ ...offer, productId, position }], skipDuplicates: true });
  const { id: offerId } = await tx.offer.findUniqueOrThrow({ where: { sku: offer.sku } });
  const providerPriceId = priceIds.get(price.lookupKey);
  if (providerPriceId === undefined) throw new Error(`The provider has no price for ${price.lookupKey}`);
  return count + (await mapPrice(tx, offerId, providerPriceId));
}

async function mapPrice(tx: Tx, offerId: string, providerPriceId: string): Promise<number> {
  const provider = "STRIPE";
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
