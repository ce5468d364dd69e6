import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Banner } from "@/components/ui/banner";
import { DateTime } from "@/components/ui/date-time";
import type { FormAction } from "@/components/ui/form-state";
import { LinkButton } from "@/components/ui/link-button";
import type { ProviderName } from "@/lib/kernel/actor";
import type { PurchaseDetails } from "@/lib/portal/find-purchase";
import type { Purchase } from "@/lib/portal/purchase";
import { providerNames, recoveryWords } from "./provider-words";

type PurchaseNoticeProps = {
  details: PurchaseDetails;
  /** Which purchase: sent along as they are. */
  fields: Record<string, string>;
  /** Where open invoices can be paid. */
  billingHref: string;
  updateCard: FormAction;
  keep: FormAction;
};

/** What has to be known or done about a purchase before anything else; nothing when all is well. */
export function PurchaseNotice({ details, fields, billingHref, updateCard, keep }: PurchaseNoticeProps) {
  const { purchase, graceUntil, obstacle, readAt } = details;
  const { provider } = purchase;
  if (obstacle === "provider_off") return <OffNotice provider={provider} readAt={readAt} />;
  const pay = (
    <>
      <ActionForm action={updateCard} fields={fields} intent="primary">
        Update card
      </ActionForm>
      {provider === "STRIPE" ? <LinkButton href={billingHref}>Open invoices</LinkButton> : null}
    </>
  );
  const button = (
    <ActionForm action={keep} fields={fields} intent="primary">
      Keep subscription
    </ActionForm>
  );
  switch (purchase.status) {
    case "payment_due":
      if (isOnHold(details)) return <HoldNotice provider={provider} action={pay} />;
      return (
        <Banner tone="warn" title="The last payment failed" action={pay}>
          {graceUntil ? (
            <>
              Your licenses keep working until <DateTime at={graceUntil} />.{" "}
            </>
          ) : null}
          {recoveryWords[provider]}
        </Banner>
      );
    case "suspended":
      if (provider === "FASTSPRING") return <PauseNotice endsOn={purchase.endsOn} keep={button} />;
      return <HoldNotice provider={provider} action={pay} />;
    case "disputed":
      return (
        <Banner tone="warn" title="Your bank asked for a payment back">
          The licenses may be on hold until that is settled. Plan and seats stay as they are meanwhile.
        </Banner>
      );
    case "charged_back":
      return (
        <Banner tone="bad" title="Your bank took a payment back">
          The licenses of this subscription have ended with it. If you did not ask for that, please talk to your bank.
        </Banner>
      );
    default:
      return <EndNotice purchase={purchase} keep={button} />;
  }
}

function isOnHold({ licenses }: PurchaseDetails): boolean {
  return licenses.some(({ state }) => state === "suspended");
}

function HoldNotice({ provider, action }: { provider: ProviderName; action: ReactNode }) {
  return (
    <Banner tone="bad" title="Your licenses are on hold" action={action}>
      No payment came for this subscription. Once it is paid, the same licenses and keys work again.{" "}
      {recoveryWords[provider]}
    </Banner>
  );
}

/** Nothing that the other notices offer could be done. */
function OffNotice({ provider, readAt }: { provider: ProviderName; readAt: Date }) {
  return (
    <Banner tone="warn" title={`${providerNames[provider]} is not connected here at the moment`}>
      So nothing can be changed now, and what you see is from <DateTime at={readAt} />. Your licenses stay as they are.
      Please ask support.
    </Banner>
  );
}

/** FastSpring ends what is not paid for; on hold there means that somebody paused it. */
function PauseNotice({ endsOn, keep }: { endsOn: Date | null; keep: ReactNode }) {
  if (endsOn) {
    return (
      <Banner tone="warn" title="This subscription is paused and canceled" action={keep}>
        Nothing is charged. Its licenses stay on hold until <DateTime at={endsOn} />, then they end.
      </Banner>
    );
  }
  return (
    <Banner tone="warn" title="This subscription is paused">
      Nothing is charged, and its licenses are on hold, until it goes on. The same licenses and keys then work again.
    </Banner>
  );
}

function EndNotice({ purchase: { status, endsOn }, keep }: { purchase: Purchase; keep: ReactNode }) {
  if (status === "ending") {
    return (
      <Banner tone="neutral" title="This subscription is canceled" action={keep}>
        {endsOn ? (
          <>
            Everything works until <DateTime at={endsOn} />, then the licenses end.{" "}
          </>
        ) : null}
        Nothing more is charged.
      </Banner>
    );
  }
  if (status !== "ended") return null;
  const again = <LinkButton href="/">See what is on sale</LinkButton>;
  return (
    <Banner tone="neutral" title="This subscription has ended" action={again}>
      {endsOn ? (
        <>
          Its licenses ended on <DateTime at={endsOn} />. It can’t be brought back, but you can subscribe again.
        </>
      ) : null}
    </Banner>
  );
}
