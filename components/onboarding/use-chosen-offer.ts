"use client";

import { useState } from "react";
import type { ProductOnSale } from "@/lib/portal/list-offers";
import { hasSeats } from "./offer-words";

export type Choice = { sku: string | null; quantity: string | null };

/** The chosen offer and the seats as typed; the address follows, so that a reload, sign-in or coming back finds them. */
export function useChosenOffer(products: ProductOnSale[], initial: Choice) {
  const [choice, setChoice] = useState(initial);
  const offers = products.flatMap((product) => product.offers);
  const offer = offers.find((candidate) => candidate.sku === choice.sku) ?? null;

  const change = (changed: Partial<Choice>) => {
    const next = { ...choice, ...changed };
    setChoice(next);
    keepInAddress(next);
  };
  return { sku: choice.sku ?? "", offer, seats: seatsOf(offer, choice.quantity), change };
}

function seatsOf(offer: ProductOnSale["offers"][number] | null, typed: string | null): string {
  if (!offer) return "1";
  return hasSeats(offer) && typed !== null ? typed : String(offer.minimumQuantity);
}

function keepInAddress({ sku, quantity }: Choice) {
  const address = new URL(window.location.href);
  if (sku !== null) address.searchParams.set("offer", sku);
  if (quantity !== null) address.searchParams.set("quantity", quantity);
  window.history.replaceState(null, "", address);
}
