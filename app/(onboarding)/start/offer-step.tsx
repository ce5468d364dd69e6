import { FlowStepper } from "@/components/onboarding/flow-stepper";
import { OfferForm } from "@/components/onboarding/offer-form";
import { StepHeading } from "@/components/onboarding/step-heading";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import { getContext } from "@/lib/context";
import { listTriedProducts } from "@/lib/onboarding/list-tried-products";
import type { BuyingCustomer } from "@/lib/onboarding/states";
import { listOffers, type ProductOnSale } from "@/lib/portal/list-offers";
import { pay } from "./actions";
import type { Asked } from "./asked";

type OfferStepProps = { customer: BuyingCustomer; asked: Asked; sku: string | null };

/** Step 3. An offer that was asked for but is not sold is said so, never silently replaced. */
export async function OfferStep({ customer, asked, sku }: OfferStepProps) {
  const [onSale, tried] = await Promise.all([listOffers(getContext()), listTriedProducts(getContext(), customer.id)]);
  const products = onSale.map((product) => (tried.has(product.productName) ? withoutTrials(product) : product));
  const chosen = products.filter(({ offers }) => offers.some((offer) => offer.sku === sku));
  const unknown = asked.offer !== undefined && sku === null;
  return (
    <>
      <FlowStepper at="Offer" />
      <StepHeading title="Offer and seats">
        The license is for <span className="font-medium text-ink">{customer.name}</span>.
      </StepHeading>
      {unknown ? (
        <Banner tone="warn" title="That offer is not sold any more">
          Please choose one of these.
        </Banner>
      ) : null}
      <OfferForm
        action={pay}
        customerId={customer.id}
        products={chosen.length > 0 ? chosen : products}
        chosen={{ sku, quantity: asked.quantity?.toString() ?? null }}
      />
      {chosen.length > 0 ? (
        <p>
          <TextLink href="/" className="-mt-3 inline-flex min-h-11 items-center">
            Choose another product
          </TextLink>
        </p>
      ) : null}
    </>
  );
}

/** A customer gets one trial of a product. */
function withoutTrials(product: ProductOnSale): ProductOnSale {
  return { ...product, offers: product.offers.map((offer) => ({ ...offer, trialDays: 0 })) };
}
