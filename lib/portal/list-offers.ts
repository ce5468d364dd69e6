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
  /** Null: the provider has not told us, so it can't be bought at the moment. */
  price: PriceTag | null;
};

/** The shop window: what is sold, by product, at the provider's prices (at most 10 minutes old while it answers). */
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
  const byProduct = Map.groupBy(offers, (offer) => offer.product.productName);
  return [...byProduct.values()].flatMap(([first, ...others]) =>
    first ? [productOnSale(first, [first, ...others], connected)] : [],
  );
}

function productOnSale(first: Offer, offers: Offer[], connected: readonly ProviderName[]): ProductOnSale {
  const { productName, displayName, description, features } = first.product;
  return {
    productName,
    displayName,
    description,
    features,
    offers: offers.map((offer) => offerOnSale(offer, connected)),
  };
}

function offerOnSale(offer: Offer, connected: readonly ProviderName[]): OfferOnSale {
  const { sku, displayName, description, kind, access, minimumQuantity, maximumQuantity, trialDays } = offer;
  const provider = sellingProvider(offer, connected);
  const price = (provider && priceAt(offer, provider)?.price) ?? null;
  return { sku, displayName, description, kind, access, price, minimumQuantity, maximumQuantity, trialDays };
}
