"use client";

import { Card } from "@/components/ui/card";
import { NumberField } from "@/components/ui/number-field";
import type { OfferOnSale } from "@/lib/portal/list-offers";
import { hasSeats } from "./offer-words";

type SeatsFieldProps = {
  offer: OfferOnSale;
  value: string;
  error?: string | undefined;
  onChange: (typed: string) => void;
};

/** How many seats; for an offer of a fixed number there is nothing to ask. */
export function SeatsField({ offer, value, error, onChange }: SeatsFieldProps) {
  if (!hasSeats(offer)) return <input type="hidden" name="quantity" value={offer.minimumQuantity} />;
  return (
    <Card>
      <NumberField
        label="Seats"
        name="quantity"
        value={value}
        minimum={offer.minimumQuantity}
        maximum={offer.maximumQuantity}
        hint={error ? undefined : `From ${offer.minimumQuantity} to ${offer.maximumQuantity}.`}
        error={error}
        onChange={onChange}
      />
    </Card>
  );
}
