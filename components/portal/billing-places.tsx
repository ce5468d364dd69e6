import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { FormAction } from "@/components/ui/form-state";
import type { BillingPlace } from "@/lib/portal/billing-place";
import { billingWords, offWords, providerNames } from "./provider-words";

type BillingPlacesProps = {
  places: readonly BillingPlace[];
  customerName: string;
  action: FormAction;
  /** Sent along as they are. */
  fields: Record<string, string>;
};

/** One way to each provider that keeps cards and invoices; the first is the one to take. */
export function BillingPlaces({ places, customerName, action, fields }: BillingPlacesProps) {
  const isSingle = places.length === 1;
  return places.map(({ provider, products, isDue, isOff }, index) => (
    <Card key={provider} className="grid gap-5">
      <div className="grid gap-1.5">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 className="text-lg">{isSingle ? `Billing of ${customerName}` : providerNames[provider]}</h2>
          {isDue ? <Badge tone="warn">Payment due</Badge> : null}
        </div>
        {!isSingle && products.length > 0 ? <p>Bought there: {listing.format(products)}.</p> : null}
        <p className="max-w-prose text-muted">{isOff ? offWords(provider) : billingWords[provider]}</p>
      </div>
      {isOff ? null : (
        <ActionForm action={action} fields={{ ...fields, provider }} intent={index === 0 ? "primary" : "secondary"}>
          {isSingle ? "Open billing" : `Open billing at ${providerNames[provider]}`}
        </ActionForm>
      )}
    </Card>
  ));
}

const listing = new Intl.ListFormat("en", { type: "conjunction" });
