import { redirect } from "next/navigation";
import { ChooseCustomer } from "@/components/onboarding/choose-customer";
import { ExistingSubscription } from "@/components/onboarding/existing-subscription";
import { FlowStepper } from "@/components/onboarding/flow-stepper";
import { IdentifyForm } from "@/components/onboarding/identify-form";
import { ResumeCheckout } from "@/components/onboarding/resume-checkout";
import { StepHeading } from "@/components/onboarding/step-heading";
import type { SignedInUser } from "@/lib/identity/signed-in-user";
import { assertNever } from "@/lib/kernel/assert-never";
import type { ExistingSubscription as Existing, NextStep } from "@/lib/onboarding/states";
import { purchaseAddress } from "@/app/(portal)/portal/purchases/[subscriptionId]/address";
import { identify, pay, startOver } from "./actions";
import { returnAddress, startAddress, type Asked } from "./asked";
import { OfferStep } from "./offer-step";

type StepViewProps = { step: NextStep; asked: Asked; user: SignedInUser };

/** The one next step of this customer. */
export function StepView({ step, asked, user }: StepViewProps) {
  switch (step.kind) {
    case "identify_customer":
      return (
        <>
          <FlowStepper at="About you" />
          <StepHeading title="Who is the license for?">
            Asked once. You can buy more later without saying it again.
          </StepHeading>
          <IdentifyForm
            action={identify.bind(null, asked)}
            userId={user.id}
            known={{ name: user.name ?? "", email: user.email ?? "" }}
          />
        </>
      );
    case "choose_customer":
      return (
        <ChooseCustomer
          options={step.customers.map((customer) => ({
            customer,
            href: startAddress({ ...asked, customer: customer.id }),
          }))}
        />
      );
    case "choose_offer":
      return <OfferStep customer={step.customer} asked={asked} sku={null} refused={step.refused} />;
    case "ready_to_pay": {
      const { customer, offer, quantity } = step;
      return <OfferStep customer={customer} asked={{ ...asked, quantity }} sku={offer.sku} refused={null} />;
    }
    case "resume_checkout":
      return <ResumeCheckout intent={step.intent} resume={pay} startOver={startOver} justLeft={asked.canceled} />;
    case "change_existing":
      return (
        <ExistingSubscription
          customer={step.customer}
          subscription={step.subscription}
          changeHref={changeAddress(step.subscription, asked)}
        />
      );
    case "already_paid":
      return redirect(returnAddress(step.sessionId));
    default:
      return assertNever(step);
  }
}

/** To the change that was asked for; a canceled subscription is kept first. */
function changeAddress({ id, customerId, cancelAtPeriodEnd }: Existing, { offer, quantity }: Asked): string {
  const place = { subscriptionId: id, customerId };
  if (cancelAtPeriodEnd) return purchaseAddress(place);
  const seats = quantity !== undefined && { seats: String(quantity) };
  return purchaseAddress(place, "change", { ...(offer && { plan: offer }), ...seats });
}
