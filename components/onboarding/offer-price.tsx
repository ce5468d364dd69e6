import { Money } from "@/components/ui/money";
import type { OfferOnSale } from "@/lib/portal/list-offers";
import { hasSeats, rhythm } from "./offer-words";

/** `$12 per seat, per month`. */
export function OfferPrice({ offer }: { offer: OfferOnSale }) {
  if (!offer.price) return null;
  return (
    <span>
      <Money {...offer.price} />{" "}
      <span className="font-normal text-muted">
        {hasSeats(offer) ? "per seat, " : ""}
        {rhythm(offer.price)}
      </span>
    </span>
  );
}
