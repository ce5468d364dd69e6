import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { orNotFound } from "@/app/or-not-found";
import { LicenseCard } from "@/components/portal/license-card";
import { nameOf } from "@/components/portal/purchase-words";
import { PurchaseNotice } from "@/components/portal/purchase-notice";
import { PurchaseOverview } from "@/components/portal/purchase-overview";
import { PurchaseStateBadge } from "@/components/portal/purchase-state";
import { Banner } from "@/components/ui/banner";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { requireUser } from "@/lib/identity/current-user";
import { findPurchase, type PurchaseDetails } from "@/lib/portal/find-purchase";
import { revealKey } from "../../actions";
import { portalAddress } from "../../visit";
import { keepSubscription, updateCard } from "./actions";
import { doneAsked, placeFields, purchaseAddress, type Deed, type Params, type Search } from "./address";
import { changingContext } from "./changing";

export const metadata: Metadata = { title: "Subscription" };

/** That it is canceled the page itself says. */
const titles: Record<Exclude<Deed, "canceled">, string> = {
  changed: "Your subscription was changed",
  kept: "Your subscription goes on",
  card: "You are back from the payment provider",
};

export default async function PurchasePage({ params, searchParams }: Params & Search) {
  const { subscriptionId } = await params;
  const { done, follows } = doneAsked.parse(await searchParams);
  const user = await requireUser(purchaseAddress({ subscriptionId }));
  const details = await orNotFound(findPurchase(changingContext(), { userId: user.id, subscriptionId }));
  const { purchase, customerId, customerName } = details;
  const place = { subscriptionId, customerId };
  return (
    <>
      <div className="grid gap-3">
        <TextLink href={portalAddress("/portal/purchases", customerId)} className="inline-flex items-center gap-1.5">
          <ArrowLeft className="size-4" />
          Purchases
        </TextLink>
        <PageHeading title={nameOf(purchase)} action={<PurchaseStateBadge {...purchase} />}>
          Subscription of {customerName}.
        </PageHeading>
      </div>
      {done && done !== "canceled" ? (
        <Banner tone={done === "card" ? "info" : "good"} title={titleOf(done, details)}>
          {follows
            ? "The license follows in a moment."
            : done === "card"
              ? "What the provider says now stands below."
              : null}
        </Banner>
      ) : null}
      <PurchaseNotice
        details={details}
        fields={placeFields(place)}
        billingHref={portalAddress("/portal/billing", customerId)}
        updateCard={updateCard}
        keep={keepSubscription}
      />
      {details.isStale && details.obstacle !== "provider_off" ? (
        <Banner tone="warn" title="The payment provider can’t be reached at the moment">
          What you see is from <DateTime at={details.readAt} />. Your licenses keep working.
        </Banner>
      ) : null}
      <PurchaseOverview
        details={details}
        changeHref={(line) => purchaseAddress(place, "change", { line })}
        updateCard={updateCard}
        fields={placeFields(place)}
      />
      <Licenses details={details} />
      {mayCancel(details) ? (
        <p>
          <LinkButton href={purchaseAddress(place, "cancel")} intent="quiet" className="-ml-4 text-bad-ink">
            Cancel subscription
          </LinkButton>
        </p>
      ) : null}
    </>
  );
}

/** What is kept in its pause does not go on yet. */
function titleOf(done: keyof typeof titles, { purchase }: PurchaseDetails): string {
  return done === "kept" && purchase.status === "suspended"
    ? "Your subscription is not canceled any more"
    : titles[done];
}

function Licenses({ details: { licenses, customerId } }: { details: PurchaseDetails }) {
  if (licenses.length === 0) return null;
  return (
    <section className="grid gap-4" aria-labelledby="licenses">
      <h2 id="licenses" className="text-xl">
        {licenses.length === 1 ? "License" : "Licenses"}
      </h2>
      {licenses.map((license) => (
        <LicenseCard key={license.id} license={license} reveal={revealKey.bind(null, customerId)} billingHref={null} />
      ))}
    </section>
  );
}

function mayCancel({ purchase: { status, endsOn }, obstacle }: PurchaseDetails): boolean {
  return status !== "ended" && status !== "failed" && endsOn === null && obstacle !== "provider_off";
}
