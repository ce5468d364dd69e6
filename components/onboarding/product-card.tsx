import { Check } from "lucide-react";
import { Card } from "@/components/ui/card";
import type { ProductOnSale } from "@/lib/portal/list-offers";
import { OfferPanel } from "./offer-panel";

type ProductCardProps = { product: ProductOnSale; intervalsDiffer: boolean };

/** A product: what it is on one side, what it costs on the other. */
export function ProductCard({ product, intervalsDiffer }: ProductCardProps) {
  return (
    <Card className="grid gap-8 sm:p-8 md:grid-cols-2 lg:gap-12">
      <div className="grid content-start gap-4">
        <h2 className="text-xl">{product.displayName}</h2>
        <p className="text-muted">{product.description}</p>
        {product.features.length > 0 ? (
          <ul aria-label={`What ${product.displayName} includes`} className="grid gap-2.5">
            {product.features.map((feature) => (
              <li key={feature} className="flex gap-2.5">
                <Check className="mt-1 size-4.5 shrink-0 text-accent-ink" />
                {feature}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div className="grid content-start divide-y divide-line md:border-l md:border-line md:pl-8 lg:pl-12">
        {product.offers.map((offer) => (
          <OfferPanel
            key={offer.sku}
            offer={offer}
            productName={product.displayName}
            intervalsDiffer={intervalsDiffer}
          />
        ))}
      </div>
    </Card>
  );
}
