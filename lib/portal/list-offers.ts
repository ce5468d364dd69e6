import { listActiveOffers } from "@/lib/catalog/list-active-offers";
import { type Offer, type PriceTag, priceAt, sellingProvider } from "@/lib/catalog/offer";
import { type PriceReader, refreshPrices } from "@/lib/catalog/refresh-prices";
import { connectedProviders } from "@/lib/commerce/connected-providers";
import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "@/lib/observability/log";

export type ProductOnSale = {
  productName: string;
  displayName: string;
  description: string;
  features: string[];
  offers: OfferOnSale[];
};

export type OfferOnSale = Pick<
  Offer,
  "sku" | "displayName" | "description" | "kind" | "access" | "minimumQuantity" | "maximumQuantity" | "trialDays"
> & {
  /** Where it is paid. */
  provider: ProviderName;
  /** Null: the provider has not told us, so it can't be bought at the moment. */
  price: PriceTag | null;
};

/** The shop window: what the connected providers sell, by product, at the provider's prices (at most 10 minutes old while it answers). */
export async function listOffers(ctx: {
  db: Db;
  commerce: Partial<Record<ProviderName, PriceReader>>;
  now: Clock;
  log: Log;
}): Promise<ProductOnSale[]> {
  const { commerce, ...rest } = ctx;
  const connected = connectedProviders(commerce);
  let offers = await listActiveOffers(ctx.db);
  for (const provider of connected) {
    const reader = commerce[provider];
    if (reader) offers = await refreshPrices({ ...rest, commerce: reader }, offers, provider);
  }
  const sold = offers.flatMap((offer) => offerOnSale(offer, connected) ?? []);
  const byProduct = Map.groupBy(sold, ({ product }) => product.productName);
  return [...byProduct.values()].flatMap((group) => {
    const product = group[0]?.product;
    return product ? [{ ...shown(product), offers: group.map(({ onSale }) => onSale) }] : [];
  });
}

function shown({ productName, displayName, description, features }: Offer["product"]) {
  return { productName, displayName, description, features };
}

/** Null: no connected provider sells it. */
function offerOnSale(
  offer: Offer,
  connected: readonly ProviderName[],
): { product: Offer["product"]; onSale: OfferOnSale } | null {
  const { sku, displayName, description, kind, access, minimumQuantity, maximumQuantity, trialDays, product } = offer;
  const provider = sellingProvider(offer, connected);
  if (!provider) return null;
  const price = priceAt(offer, provider)?.price ?? null;
  const terms = { sku, displayName, description, kind, access, minimumQuantity, maximumQuantity, trialDays };
  return { product, onSale: { ...terms, provider, price } };
}
