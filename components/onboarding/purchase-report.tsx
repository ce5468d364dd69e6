import { LicenseUse } from "@/components/portal/license-use";
import type { RevealKey } from "@/components/portal/license-key";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { PurchaseState } from "@/lib/onboarding/purchase-state";
import type { PurchaseWatch, WatchedPurchase } from "@/lib/onboarding/states";
import { FlowStepper } from "./flow-stepper";
import { startHref } from "./offer-words";
import { PurchaseProgress } from "./purchase-progress";

type KnownPurchase = Extract<PurchaseWatch, { state: PurchaseState }>;

type PurchaseReportProps = { watch: KnownPurchase; reveal: RevealKey };

const words: Record<PurchaseState, { title: string; text: string }> = {
  waiting_for_payment: {
    title: "Waiting for your payment",
    text: "As soon as the payment provider tells us that it is paid, the license is issued here.",
  },
  payment_pending: {
    title: "Your payment is on its way",
    text: "Your payment method takes time to clear, often a few days. Your license is issued automatically once it has; you can close this page.",
  },
  issuing: {
    title: "Your license is being issued",
    text: "The payment has arrived. This usually takes a few seconds.",
  },
  ready: { title: "Your license is ready", text: "You find it under “Your licenses” whenever you need it." },
  parked: {
    title: "We are looking into your purchase",
    text: "The payment has arrived, but our support has to check something before the license can be issued. You don’t need to do anything; please don’t pay again.",
  },
  failed: { title: "The payment didn’t go through", text: "Nothing was issued. You can try again whenever you like." },
};

/** What became of a purchase, from the payment to the license. */
export function PurchaseReport({ watch, reveal }: PurchaseReportProps) {
  const { title, text } = words[watch.state];
  const ready = watch.state === "ready";
  const unpaid = watch.state !== "issuing" && watch.state !== "parked" && !ready;
  return (
    <>
      <FlowStepper at={unpaid ? "Pay" : "License"} />
      <div aria-live="polite" className="grid gap-1.5">
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        <p className="text-muted">{text}</p>
      </div>
      <Card className="grid gap-6">
        <p>
          <span className="text-lg font-semibold tracking-tight">{watch.purchase.productName}</span>
          <br />
          <span className="text-muted">{purchaseWords(watch.purchase)}</span>
        </p>
        {ready ? null : <PurchaseProgress state={watch.state} />}
        {watch.licenses.map((license) => (
          <LicenseUse
            key={license.id}
            licenseId={license.id}
            product={license.displayName}
            keyHint={license.keyHint}
            reveal={reveal}
            shownAtOnce={ready}
          />
        ))}
      </Card>
      <NextAction watch={watch} />
    </>
  );
}

function purchaseWords({ offerName, quantity }: WatchedPurchase): string {
  return quantity === 1 ? `${offerName}, 1 seat` : `${offerName}, ${quantity} seats`;
}

function NextAction({ watch: { state, purchase } }: { watch: KnownPurchase }) {
  if (state === "failed" || state === "waiting_for_payment") {
    return (
      <LinkButton
        href={startHref(purchase)}
        intent={state === "failed" ? "primary" : "secondary"}
        className="justify-self-start max-sm:w-full"
      >
        {state === "failed" ? "Try again" : "Back to payment"}
      </LinkButton>
    );
  }
  return (
    <LinkButton
      href="/portal"
      intent={state === "ready" ? "primary" : "secondary"}
      className="animate-arrive justify-self-start max-sm:w-full"
    >
      Go to your licenses
    </LinkButton>
  );
}
