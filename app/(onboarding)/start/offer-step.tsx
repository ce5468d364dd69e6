import { FlowStepper } from "@/components/onboarding/flow-stepper";
import { NothingOnSale } from "@/components/onboarding/nothing-on-sale";
import { OfferForm } from "@/components/onboarding/offer-form";
import { StepHeading } from "@/components/onboarding/step-heading";
import { Banner } from "@/components/ui/banner";
import { TextLink } from "@/components/ui/text-link";
import { getContext } from "@/lib/context";
import { listTriedProducts } from "@/lib/onboarding/list-tried-products";
import type { BuyingCustomer, RefusedOffer } from "@/lib/onboarding/states";
import { listOffers, type ProductOnSale } from "@/lib/portal/list-offers";
import { pay } from "./actions";
import type { Asked } from "./asked";

type OfferStepProps = {
  customer: BuyingCustomer;
  asked: Asked;
  sku: string | null;
  /** Why the offer that was asked for can't be bought. */
  refused: RefusedOffer | null;
};

const refusals: Record<RefusedOffer, { title: string; text: string }> = {
  not_sold: { title: "That offer is not sold any more", text: "Please choose one of these." },
  not_connected: {
    title: "That offer can’t be bought at the moment",
    text: "The payment provider that sells it is not connected. Please choose another offer, or come back later.",
  },
};

/** Step 3. An offer that was asked for but can't be bought is said so, never silently replaced. */
export async function OfferStep({ customer, asked, sku, refused }: OfferStepProps) {
  const [onSale, tried] = await Promise.all([listOffers(getContext()), listTriedProducts(getContext(), customer.id)]);
  const products = onSale.map((product) => (tried.has(product.productName) ? withoutTrials(product) : product));
  const chosen = products.filter(({ offers }) => offers.some((offer) => offer.sku === sku));
  return (
    <>
      <FlowStepper at="Offer" />
      <StepHeading title="Offer and seats">
        The license is for <span className="font-medium text-ink">{customer.name}</span>.
      </StepHeading>
      {refused ? (
        <Banner tone="warn" title={refusals[refused].title}>
          {refusals[refused].text}
        </Banner>
      ) : null}
      {products.length > 0 ? (
        <OfferForm
          action={pay}
          customerId={customer.id}
          products={chosen.length > 0 ? chosen : products}
          chosen={{ sku, quantity: asked.quantity?.toString() ?? null }}
        />
      ) : (
        <NothingOnSale />
      )}
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
