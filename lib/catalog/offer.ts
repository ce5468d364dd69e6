import type { ProviderName } from "@/lib/kernel/actor";

/** What is sold: a product on certain terms, priced by the providers. */
export type Offer = {
  id: string;
  /** Becomes the license's product reference. */
  sku: string;
  kind: OfferKind;
  access: "IDENTITY" | "KEY";
  seatsPerUnit: number;
  minimumQuantity: number;
  maximumQuantity: number;
  /** FIXED_TERM only: how many days the license is valid. */
  termDays: number | null;
  trialDays: number;
  /** SUBSCRIPTION only: licenses end with the period that is paid for, and each charge extends them; else they have no end. */
  untilPeriodEnd: boolean;
  /** Null: the policy's default (design, section 6). */
  graceDays: number | null;
  /** What a refund of a part does to the license. Null: the policy's default. */
  partialRefund: "KEEP_AND_FLAG" | "REVOKE" | null;
  /** What an open dispute does to the license. Null: the policy's default. */
  dispute: "SUSPEND" | "KEEP" | null;
  /** Who sells it where several providers could; null: whoever comes first (`sellingProvider`). */
  preferredProvider: ProviderName | null;
  displayName: string;
  description: string;
  /** False: no longer sold. What was sold under it stays licensed. */
  active: boolean;
  product: Product;
  prices: OfferPrice[];
};

export type OfferKind = "SUBSCRIPTION" | "PERPETUAL" | "FIXED_TERM";

export type Product = {
  id: string;
  /** The name that licensed applications check out. */
  productName: string;
  displayName: string;
  description: string;
  features: string[];
};

/** Where a provider keeps the offer's price, and our copy of it. */
export type OfferPrice = {
  provider: ProviderName;
  providerPriceId: string;
  /** Null: not read yet, or the provider no longer sells at it. */
  price: PriceTag | null;
  fetchedAt: Date | null;
};

/** Per unit. Interval null: paid once. */
export type PriceTag = { amountMinor: number; currency: string; interval: PriceInterval | null; intervalCount: number };

export type PriceInterval = "day" | "week" | "month" | "year";

export function isSubscription(offer: Pick<Offer, "kind">): boolean {
  return offer.kind === "SUBSCRIPTION";
}

export function priceAt(offer: Pick<Offer, "prices">, provider: ProviderName): OfferPrice | null {
  return offer.prices.find((price) => price.provider === provider) ?? null;
}

/**
 * Where the offer is bought, of the connected providers that it has a price at: at the one it prefers, else at the first;
 * null: nowhere. An open checkout stays where it was opened.
 */
export function sellingProvider(
  offer: Pick<Offer, "prices" | "preferredProvider">,
  connected: readonly ProviderName[],
): ProviderName | null {
  const able = connected.filter((provider) => priceAt(offer, provider) !== null);
  return able.find((provider) => provider === offer.preferredProvider) ?? able[0] ?? null;
}

export function isQuantityAllowed(
  offer: Pick<Offer, "minimumQuantity" | "maximumQuantity">,
  quantity: number,
): boolean {
  return Number.isInteger(quantity) && quantity >= offer.minimumQuantity && quantity <= offer.maximumQuantity;
}
