import { ActionForm } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import type { FormAction } from "@/components/ui/form-state";
import type { OpenIntent } from "@/lib/onboarding/states";
import { FlowStepper } from "./flow-stepper";
import { StepHeading } from "./step-heading";

type ResumeCheckoutProps = {
  intent: OpenIntent;
  resume: FormAction;
  startOver: FormAction;
  /** The person came straight from the payment page's back link. */
  justLeft: boolean;
};

/** A checkout was opened and not finished: the same one goes on, so nobody pays twice. */
export function ResumeCheckout({ intent, resume, startOver, justLeft }: ResumeCheckoutProps) {
  const fields = { customer: intent.customerId, sku: intent.sku, quantity: intent.quantity };
  return (
    <>
      <FlowStepper at="Pay" />
      <StepHeading title="You have an open checkout">Nothing has been charged for it yet.</StepHeading>
      {justLeft ? (
        <Banner tone="info" title="You left the payment page">
          It stays open for you. Go on whenever you like, or change your choice.
        </Banner>
      ) : null}
      <Card className="grid gap-5">
        <p>
          <span className="text-lg font-semibold tracking-tight">{intent.productName}</span>
          <br />
          <span className="text-muted">
            {intent.offerName}
            {intent.quantity > 1 ? `, ${intent.quantity} seats` : ""}
          </span>
        </p>
        <div className="flex flex-wrap gap-3">
          <ActionForm action={resume} fields={fields} intent="primary">
            Continue to payment
          </ActionForm>
          <ActionForm action={startOver} fields={{ ...fields, intent: intent.id }}>
            Start over
          </ActionForm>
        </div>
      </Card>
    </>
  );
}
