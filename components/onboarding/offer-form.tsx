"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { FormAction } from "@/components/ui/form-state";
import { useFormAction } from "@/components/ui/use-form-action";
import type { ProductOnSale } from "@/lib/portal/list-offers";
import { OfferChoice } from "./offer-choice";
import { OrderSummary } from "./order-summary";
import { ReceiptEmail } from "./receipt-email";
import { SeatsField } from "./seats-field";
import { type Choice, useChosenOffer } from "./use-chosen-offer";

type OfferFormProps = { action: FormAction; customerId: string; products: ProductOnSale[]; chosen: Choice };

/** Step 3: what is bought, for how many, and what it will cost. */
export function OfferForm({ action, customerId, products, chosen }: OfferFormProps) {
  const { state, pending, form } = useFormAction(action);
  const { sku, offer, seats, change } = useChosenOffer(products, {
    sku: state.values.sku ?? chosen.sku,
    quantity: state.values.quantity ?? chosen.quantity,
  });
  return (
    <form {...form} className="grid gap-6">
      {state.message ? <Banner tone="bad" role="alert" title={state.message} /> : null}
      <input type="hidden" name="customer" value={customerId} />
      <OfferChoice
        products={products}
        sku={sku}
        error={state.errors.sku}
        onChange={(chosenSku) => change({ sku: chosenSku })}
      />
      {offer ? (
        <>
          <SeatsField
            offer={offer}
            value={seats}
            error={seats === state.values.quantity ? state.errors.quantity : undefined}
            onChange={(quantity) => change({ quantity })}
          />
          <ReceiptEmail typed={state.values.email} error={state.errors.email} />
          <OrderSummary offer={offer} quantity={seats} />
        </>
      ) : null}
      <Button type="submit" intent="primary" pending={pending} className="justify-self-start max-sm:w-full">
        Continue to payment
      </Button>
    </form>
  );
}
