import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { OfferOnSale } from "@/lib/portal/list-offers";
import { paymentWords, rhythm, unitsOf } from "./offer-words";

type OrderSummaryProps = { offer: OfferOnSale; quantity: string };

/** The live total, and what happens after the button. */
export function OrderSummary({ offer, quantity }: OrderSummaryProps) {
  const units = unitsOf(offer, quantity);
  if (!offer.price) return null;
  return (
    <Card className="grid gap-4 bg-sunken shadow-none">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">
          {offer.trialDays > 0 ? `After ${offer.trialDays} free days` : "Total"}
          {offer.provider === "FASTSPRING" ? <span className="font-normal text-muted">, before tax</span> : null}
        </span>
        <output aria-live="polite" className="text-right">
          <span className="text-2xl font-semibold tracking-tight">
            {units === null ? "–" : <Money {...offer.price} amountMinor={offer.price.amountMinor * units} />}
          </span>{" "}
          <span className="text-muted">{rhythm(offer.price)}</span>
        </output>
      </p>
      <div className="grid gap-1.5 border-t border-line pt-4 text-sm text-muted">
        <h2 className="font-medium text-ink">What happens next</h2>
        <ol className="ml-4 grid list-decimal gap-1">
          <li>{paymentWords(offer.provider)}</li>
          <li>We bring you back and show your license as soon as the payment has arrived.</li>
          <li>
            {offer.access === "KEY"
              ? "You copy your license key; it also stays in your account."
              : "You use the product by signing in; the license stays in your account."}
          </li>
        </ol>
      </div>
    </Card>
  );
}
