import { ActionForm } from "@/components/ui/action-form";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import type { FormAction } from "@/components/ui/form-state";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { PurchaseDetails } from "@/lib/portal/find-purchase";
import type { PurchaseLine, PurchaseStatus } from "@/lib/portal/purchase";
import { providerNames } from "./provider-words";
import { PurchaseNext } from "./purchase-next";
import { lineText } from "./purchase-words";

type PurchaseOverviewProps = {
  details: PurchaseDetails;
  changeHref: (line: string) => string;
  updateCard: FormAction;
  /** Which purchase: sent along as they are. */
  fields: Record<string, string>;
};

/** What is subscribed to, what it costs next, and the ways to change it. */
export function PurchaseOverview({ details, changeHref, updateCard, fields }: PurchaseOverviewProps) {
  const { purchase, nextInvoice, obstacle, changeableLines } = details;
  const [first] = changeableLines;
  const isSingle = purchase.lines.length === 1;
  const mayChange = obstacle === null;
  return (
    <Card className="grid gap-5">
      {isSingle ? null : (
        <ul className="grid gap-4">
          {purchase.lines.map((line) => (
            <li key={line.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
              <div>
                <h2 className="text-lg">{line.productName ?? line.offerName}</h2>
                <p className="text-muted">{lineText(line)}</p>
              </div>
              {mayChange && changeableLines.includes(line.id) ? (
                <ChangeLink line={line} href={changeHref(line.id)} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <DescriptionList items={facts(details)} />
      {nextInvoice === null && purchase.status === "active" && obstacle === null ? (
        <p className="text-sm text-muted">The next invoice can’t be shown at the moment.</p>
      ) : null}
      {mayChange ? (
        <div className="flex flex-wrap gap-3">
          {isSingle && first !== undefined ? (
            <LinkButton href={changeHref(first)} intent="primary" className="max-sm:w-full">
              Change plan or seats
            </LinkButton>
          ) : null}
          <ActionForm action={updateCard} fields={fields} className="max-sm:w-full max-sm:justify-items-stretch">
            Update card
          </ActionForm>
        </div>
      ) : null}
    </Card>
  );
}

function ChangeLink({ line, href }: { line: PurchaseLine; href: string }) {
  return (
    <LinkButton href={href} size="small" aria-label={`Change ${line.productName ?? ""} ${line.offerName}`.trim()}>
      Change
    </LinkButton>
  );
}

/** What a banner at the top of the page says already. */
const saidAbove: readonly PurchaseStatus[] = [
  "payment_due",
  "suspended",
  "disputed",
  "charged_back",
  "ending",
  "ended",
];

function facts({ purchase, nextInvoice }: PurchaseDetails) {
  const [only, ...others] = purchase.lines;
  const isSaid = saidAbove.includes(purchase.status) || (nextInvoice !== null && purchase.status === "active");
  return [
    { term: "Plan", description: only && others.length === 0 ? lineText(only) : null },
    { term: "What happens next", description: isSaid ? null : <PurchaseNext purchase={purchase} /> },
    {
      term: "Next invoice",
      description: nextInvoice ? (
        <>
          <Money amountMinor={nextInvoice.amountMinor} currency={nextInvoice.currency} /> on{" "}
          <DateTime at={nextInvoice.on} />
        </>
      ) : null,
    },
    { term: "Paid through", description: providerNames[purchase.provider] },
    { term: "Subscribed on", description: <DateTime at={purchase.startedAt} /> },
    {
      term: "Subscription",
      description: <code className="font-mono text-[0.8125rem] break-all">{purchase.reference}</code>,
    },
  ].filter(({ description }) => description !== null);
}
