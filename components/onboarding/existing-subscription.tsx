import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import type { BuyingCustomer, ExistingSubscription as Subscription } from "@/lib/onboarding/states";
import { StepHeading } from "./step-heading";

type ExistingSubscriptionProps = { customer: BuyingCustomer; subscription: Subscription; changeHref: string };

/** A product is subscribed to once: what is there is changed, a second one is never sold. */
export function ExistingSubscription({ customer, subscription, changeHref }: ExistingSubscriptionProps) {
  const { productName, offerName, quantity, cancelAtPeriodEnd, currentPeriodEnd } = subscription;
  const owner = customer.type === "PERSON" ? "You already have" : "Your organization already has";
  return (
    <>
      <StepHeading title={`${owner} ${productName}`}>
        Change the subscription of <span className="font-medium text-ink">{customer.name}</span>, so that nothing is
        paid twice.
      </StepHeading>
      <Card className="grid gap-5">
        <p>
          <span className="text-lg font-semibold tracking-tight">{productName}</span>
          <br />
          <span className="text-muted">
            {offerName}, {quantity === 1 ? "1 seat" : `${quantity} seats`}
            {currentPeriodEnd ? (
              <>
                {cancelAtPeriodEnd ? ", canceled, valid until " : ", renews on "}
                <DateTime at={currentPeriodEnd} />
              </>
            ) : null}
          </span>
        </p>
        <div className="flex flex-wrap gap-3">
          <LinkButton href={changeHref} intent="primary">
            Change subscription
          </LinkButton>
          <LinkButton href="/portal">Go to your licenses</LinkButton>
        </div>
      </Card>
    </>
  );
}
