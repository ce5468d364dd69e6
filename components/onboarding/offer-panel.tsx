import { classNames } from "@/components/ui/class-names";
import { LinkArrow } from "@/components/ui/link-arrow";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { OfferOnSale } from "@/lib/portal/list-offers";
import { accessWords, hasSeats, rhythm, startHref } from "./offer-words";

type OfferPanelProps = {
  offer: OfferOnSale;
  productName: string;
  /** Shown only while its interval is chosen. */
  byInterval: boolean;
  /** Stands beside a subscription of the same product, and is not pushed. */
  isAlternative: boolean;
};

const shownFor = {
  month: "group-has-[[value=year]:checked]/offers:hidden",
  year: "group-has-[[value=month]:checked]/offers:hidden",
};

function visibility(offer: OfferOnSale): string {
  const interval = offer.price?.interval;
  return interval === "month" || interval === "year" ? shownFor[interval] : "";
}

/** One offer with its price and the way to buy it. */
export function OfferPanel({ offer, productName, byInterval, isAlternative }: OfferPanelProps) {
  return (
    <div className={classNames("grid content-between gap-5", byInterval && visibility(offer))}>
      <div className="grid gap-1">
        <h3 className="font-medium">{offer.displayName}</h3>
        <PriceLine offer={offer} isSmall={isAlternative} />
        {offer.trialDays > 0 ? <p className="font-medium text-good-ink">{offer.trialDays} days free</p> : null}
        {offer.description ? <p className="text-muted">{offer.description}</p> : null}
        {isAlternative ? null : <p className="text-sm text-muted">{accessWords(offer.access)}.</p>}
      </div>
      {offer.price ? <BuyLink offer={offer} productName={productName} isAlternative={isAlternative} /> : null}
    </div>
  );
}

type BuyLinkProps = Pick<OfferPanelProps, "offer" | "productName" | "isAlternative">;

function BuyLink({ offer, productName, isAlternative }: BuyLinkProps) {
  const words = isAlternative ? "Buy once" : `Get ${productName}`;
  return (
    <LinkButton
      href={startHref({ sku: offer.sku })}
      intent={isAlternative ? "secondary" : "primary"}
      wide
      aria-label={`${words}: ${isAlternative ? `${productName}, ` : ""}${offer.displayName}`}
    >
      {words}
      <LinkArrow />
    </LinkButton>
  );
}

function PriceLine({ offer, isSmall }: { offer: OfferOnSale; isSmall: boolean }) {
  if (!offer.price) {
    return <p className="text-muted">The price can’t be read at the moment, so this can’t be bought right now.</p>;
  }
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className={classNames("font-semibold tracking-tight", isSmall ? "text-xl" : "text-3xl")}>
        <Money {...offer.price} />
      </span>
      <span className="text-muted">
        {hasSeats(offer) ? "per seat, " : ""}
        {rhythm(offer.price)}
      </span>
    </p>
  );
}
