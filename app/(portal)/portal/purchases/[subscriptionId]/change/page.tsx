import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { orNotFound } from "@/app/or-not-found";
import { ChangeForm } from "@/components/portal/change-form";
import { Banner } from "@/components/ui/banner";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { requireUser } from "@/lib/identity/current-user";
import { previewPurchaseChange } from "@/lib/portal/preview-purchase-change";
import { changeAsked, purchaseAddress, type Params, type Search } from "../address";
import { changingContext } from "../changing";
import { Outlook } from "./outlook";

export const metadata: Metadata = { title: "Change plan or seats" };

const problems = {
  meanwhile: {
    title: "This subscription was changed elsewhere meanwhile",
    text: "Nothing of yours was done. Here is what it would cost now; please look again before you confirm.",
  },
  outdated: {
    title: "The price was worked out anew",
    text: "It may be another one by now; please look again before you confirm. Nothing was changed.",
  },
};

/** Plan and seats with what they cost, priced by the provider for every choice. */
export default async function ChangePage({ params, searchParams }: Params & Search) {
  const { subscriptionId } = await params;
  const { line, plan, seats, problem } = changeAsked.parse(await searchParams);
  const user = await requireUser(purchaseAddress({ subscriptionId }, "change"));
  const asked = {
    userId: user.id,
    subscriptionId,
    itemId: line,
    ...(plan && { plan }),
    ...(seats !== undefined && { seats }),
  };
  const view = await orNotFound(previewPurchaseChange(changingContext(), asked));
  const place = { subscriptionId, customerId: view.customerId };
  const isChangeable = view.outlook.kind !== "not_changeable";
  return (
    <>
      <div className="grid gap-3">
        <TextLink href={purchaseAddress(place)} className="inline-flex items-center gap-1.5">
          <ArrowLeft className="size-4" />
          {view.productName}
        </TextLink>
        <PageHeading title="Change plan or seats">
          {isChangeable ? "A change takes effect at once. What you have paid for already counts toward it." : null}
        </PageHeading>
      </div>
      {problem ? (
        <Banner tone="warn" role="alert" title={problems[problem].title}>
          {problems[problem].text}
        </Banner>
      ) : null}
      {isChangeable ? (
        <ChangeForm
          action={purchaseAddress({ subscriptionId }, "change")}
          fields={{ customer: view.customerId, line: view.itemId }}
          plans={view.plans}
          typed={view.typed}
          errors={view.errors}
        >
          <Outlook view={view} />
        </ChangeForm>
      ) : (
        <Outlook view={view} />
      )}
    </>
  );
}
