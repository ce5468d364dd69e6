import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { lineText, nameOf } from "@/components/portal/purchase-words";
import { ActionForm } from "@/components/ui/action-form";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { requireUser } from "@/lib/identity/current-user";
import { findPurchase, type PurchaseDetails } from "@/lib/portal/find-purchase";
import type { Purchase } from "@/lib/portal/purchase";
import { cancelSubscription } from "../actions";
import { placeFields, purchaseAddress, type Params } from "../address";
import { changingContext } from "../changing";

export const metadata: Metadata = { title: "Cancel subscription" };

/** Asks once more, and says what happens to the licenses, and when. */
export default async function CancelPage({ params }: Params) {
  const { subscriptionId } = await params;
  const user = await requireUser(purchaseAddress({ subscriptionId }, "cancel"));
  const details = await orNotFound(findPurchase(changingContext(), { userId: user.id, subscriptionId }));
  const { purchase, customerId, obstacle } = details;
  const place = { subscriptionId, customerId };
  const isOver = purchase.status === "ended" || purchase.endsOn !== null;
  // That page says why.
  if (isOver || obstacle === "provider_off") redirect(purchaseAddress(place));
  return (
    <>
      <div className="grid gap-3">
        <TextLink href={purchaseAddress(place)} className="inline-flex items-center gap-1.5">
          <ArrowLeft className="size-4" />
          {nameOf(purchase)}
        </TextLink>
        <PageHeading title={`Cancel ${nameOf(purchase)}?`} />
      </div>
      <Card className="grid gap-5">
        <Consequences details={details} />
        <div className="flex flex-wrap gap-3">
          <ActionForm action={cancelSubscription} fields={placeFields(place)} intent="danger">
            Cancel subscription
          </ActionForm>
          <LinkButton href={purchaseAddress(place)}>Keep subscription</LinkButton>
        </div>
      </Card>
    </>
  );
}

function Consequences({ details: { purchase, readAt } }: { details: PurchaseDetails }) {
  // What is overdue or paused stands at a day that is past.
  const until = purchase.renewsOn && purchase.renewsOn > readAt ? purchase.renewsOn : null;
  return (
    <ul className="ml-5 grid list-disc gap-2">
      <li>
        Until {until ? <DateTime at={until} /> : "the end of the period"} {meanwhile(purchase)}
      </li>
      <li>
        Then {purchase.lines.length === 1 ? "the license ends" : "the licenses end"}:{" "}
        {purchase.lines.map((line) => `${line.productName ?? line.offerName}, ${lineText(line)}`).join("; ")}.
      </li>
      <li>No further period is charged, and nothing is paid back.</li>
      <li>Until then you can change your mind, and nothing is lost.</li>
    </ul>
  );
}

function meanwhile({ status, provider }: Purchase): string {
  if (status === "active" || status === "trial") return "everything works as now.";
  if (status === "suspended" && provider === "FASTSPRING") return "it stays paused, and the license on hold.";
  if (status === "disputed" || status === "charged_back") return "nothing changes: your bank’s request goes on.";
  return "nothing changes: the open invoice is still to be paid.";
}
