"use client";

import { RadioCards } from "@/components/ui/radio-cards";
import type { OfferOnSale, ProductOnSale } from "@/lib/portal/list-offers";
import { OfferPrice } from "./offer-price";
import { accessWords } from "./offer-words";

type OfferChoiceProps = {
  products: ProductOnSale[];
  sku: string;
  error?: string | undefined;
  onChange: (sku: string) => void;
};

/** All offers that can be bought now, by product; one choice over all of them. */
export function OfferChoice({ products, sku, error, onChange }: OfferChoiceProps) {
  const sellable = products.filter((product) => product.offers.some((offer) => offer.price));
  return sellable.map((product, index) => (
    <RadioCards
      key={product.productName}
      legend={product.displayName}
      name="sku"
      value={sku}
      error={index === 0 ? error : undefined}
      options={product.offers.filter((offer) => offer.price).map(offerOption)}
      onChange={onChange}
    />
  ));
}

function offerOption(offer: OfferOnSale) {
  return {
    value: offer.sku,
    title: offer.displayName,
    detail: offer.description || `${accessWords(offer.access)}.`,
    aside: <OfferPrice offer={offer} />,
  };
}
