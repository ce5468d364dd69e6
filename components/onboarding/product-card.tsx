import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import type { OfferOnSale, ProductOnSale } from "@/lib/portal/list-offers";
import { OfferPanel } from "./offer-panel";

/** A product: what it is, and under that, in line with its neighbor, what it costs. */
export function ProductCard({ product }: { product: ProductOnSale }) {
  const { displayName, description, features, offers } = product;
  const subscriptions = offers.filter((offer) => offer.kind === "SUBSCRIPTION");
  const once = offers.filter((offer) => offer.kind !== "SUBSCRIPTION");
  return (
    <Card className="flex flex-col gap-8 sm:p-8">
      <div className="grid content-start gap-4">
        <h2 className="text-2xl">{displayName}</h2>
        <p className="text-muted">{description}</p>
        {features.length > 0 ? (
          <ul aria-label={`Features of ${displayName}`} className="flex flex-wrap gap-2">
            {features.map((feature) => (
              <li key={feature} className="rounded-full bg-sunken px-3 py-1 text-sm">
                {feature.replaceAll("-", " ")}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div
        className={classNames("mt-auto grid gap-8", subscriptions.length > 0 && once.length > 0 && "sm:grid-cols-2")}
      >
        {subscriptions.length > 0 ? (
          <OfferGroup
            offers={subscriptions}
            productName={displayName}
            byInterval={hasMonthAndYear(subscriptions)}
            isAlternative={false}
          />
        ) : null}
        {once.length > 0 ? (
          <OfferGroup
            offers={once}
            productName={displayName}
            byInterval={false}
            isAlternative={subscriptions.length > 0}
          />
        ) : null}
      </div>
    </Card>
  );
}

type OfferGroupProps = { offers: OfferOnSale[]; productName: string; byInterval: boolean; isAlternative: boolean };

function OfferGroup({ offers, ...rest }: OfferGroupProps) {
  return (
    <div className="grid gap-8">
      {offers.map((offer) => (
        <OfferPanel key={offer.sku} offer={offer} {...rest} />
      ))}
    </div>
  );
}

/** Whether the choice of monthly or yearly concerns these offers; a product sold in one rhythm only is always shown. */
export function hasMonthAndYear(offers: OfferOnSale[]): boolean {
  const intervals = new Set(offers.map((offer) => offer.price?.interval));
  return intervals.has("month") && intervals.has("year");
}
