import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { lineText, nameOf } from "@/components/portal/purchase-card";
import { ActionForm } from "@/components/ui/action-form";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { requireUser } from "@/lib/identity/current-user";
import { findPurchase, type PurchaseDetails } from "@/lib/portal/find-purchase";
import { cancelSubscription } from "../actions";
import { purchaseAddress, type Params } from "../address";
import { changingContext } from "../changing";

export const metadata: Metadata = { title: "Cancel subscription" };

/** Asks once more, and says what happens to the licenses, and when. */
export default async function CancelPage({ params }: Params) {
  const { subscriptionId } = await params;
  const user = await requireUser(purchaseAddress(subscriptionId, "cancel"));
  const details = await orNotFound(findPurchase(changingContext(), { userId: user.id, subscriptionId }));
  const { purchase } = details;
  if (purchase.status === "ended" || purchase.status === "ending") redirect(purchaseAddress(subscriptionId));
  return (
    <>
      <div className="grid gap-3">
        <TextLink href={purchaseAddress(subscriptionId)} className="inline-flex items-center gap-1.5">
          <ArrowLeft className="size-4" />
          {nameOf(purchase)}
        </TextLink>
        <PageHeading title={`Cancel ${nameOf(purchase)}?`} />
      </div>
      <Card className="grid gap-5">
        <Consequences details={details} />
        <div className="flex flex-wrap gap-3">
          <ActionForm action={cancelSubscription} fields={{ subscription: subscriptionId }} intent="danger">
            Cancel subscription
          </ActionForm>
          <LinkButton href={purchaseAddress(subscriptionId)}>Keep subscription</LinkButton>
        </div>
      </Card>
    </>
  );
}

function Consequences({ details: { purchase } }: { details: PurchaseDetails }) {
  const until = purchase.renewsOn;
  return (
    <ul className="ml-5 grid list-disc gap-2">
      <li>
        {until ? (
          <>
            Until <DateTime at={until} /> everything works as now: it is paid for.
          </>
        ) : (
          "Until the end of the paid period everything works as now."
        )}
      </li>
      <li>
        Then {purchase.lines.length === 1 ? "the license ends" : "the licenses end"}:{" "}
        {purchase.lines.map((line) => `${line.productName ?? line.offerName}, ${lineText(line)}`).join("; ")}.
      </li>
      <li>Nothing more is charged, and nothing is paid back.</li>
      <li>Until then you can change your mind, and nothing is lost.</li>
    </ul>
  );
}
