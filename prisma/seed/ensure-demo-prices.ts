import { Stripe } from "stripe";
import { demoCurrency, type DemoOffer, type DemoProduct } from "./demo-catalog";

/**
 * The provider's price ids by lookup key; products and prices that are missing are created. One call when nothing is
 * missing.
 */
export async function ensureDemoPrices(stripe: Stripe, catalog: readonly DemoProduct[]): Promise<Map<string, string>> {
  const keys = catalog.flatMap((product) => product.offers.map((offer) => offer.price.lookupKey));
  const { data: found } = await stripe.prices.list({ lookup_keys: keys, active: true, limit: 100 });
  const ids = new Map(found.flatMap(({ id, lookup_key: key }) => (key ? [[key, id] as const] : [])));
  for (const product of catalog) {
    const missing = product.offers.filter((offer) => !ids.has(offer.price.lookupKey));
    if (missing.length === 0) continue;
    const productId = await ensureProduct(stripe, product);
    const made = await Promise.all(missing.map((offer) => createPrice(stripe, productId, offer)));
    for (const [key, id] of made) ids.set(key, id);
  }
  return ids;
}

async function ensureProduct(stripe: Stripe, product: DemoProduct): Promise<string> {
  const id = `usher_demo_${product.productName}`;
  try {
    return (await stripe.products.retrieve(id)).id;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError) || error.code !== "resource_missing") throw error;
    return (await stripe.products.create({ id, name: product.displayName, description: product.description })).id;
  }
}

async function createPrice(
  stripe: Stripe,
  product: string,
  { displayName, price }: DemoOffer,
): Promise<[lookupKey: string, priceId: string]> {
  const { id } = await stripe.prices.create({
    product,
    currency: demoCurrency,
    unit_amount: price.unitAmountMinor,
    nickname: displayName,
    lookup_key: price.lookupKey,
    ...(price.interval && { recurring: { interval: price.interval } }),
  });
  return [price.lookupKey, id];
}
