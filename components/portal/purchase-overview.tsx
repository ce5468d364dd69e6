import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { PurchaseDetails } from "@/lib/portal/find-purchase";
import type { PurchaseLine } from "@/lib/portal/purchase";
import { lineText } from "./purchase-card";
import { PurchaseNext } from "./purchase-next";

type PurchaseOverviewProps = { details: PurchaseDetails; changeHref: (line: string) => string };

/** What is subscribed to, what it costs next, and the way to change it. */
export function PurchaseOverview({ details, changeHref }: PurchaseOverviewProps) {
  const { purchase, nextInvoice, obstacle, changeableLines } = details;
  const [first] = changeableLines;
  const isSingle = purchase.lines.length === 1;
  const mayChange = obstacle === null;
  return (
    <Card className="grid gap-5">
      <ul className="grid gap-4">
        {purchase.lines.map((line) => (
          <li key={line.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
            <div>
              <h2 className="text-lg">{line.productName ?? line.offerName}</h2>
              <p className="text-muted">{lineText(line)}</p>
            </div>
            {mayChange && !isSingle && changeableLines.includes(line.id) ? (
              <ChangeLink line={line} href={changeHref(line.id)} />
            ) : null}
          </li>
        ))}
      </ul>
      <DescriptionList items={facts(details)} />
      {mayChange && isSingle && first !== undefined ? (
        <LinkButton href={changeHref(first)} intent="primary" className="justify-self-start max-sm:w-full">
          Change plan or seats
        </LinkButton>
      ) : null}
      {nextInvoice === null && purchase.status === "active" ? (
        <p className="text-sm text-muted">The next invoice can’t be shown at the moment.</p>
      ) : null}
    </Card>
  );
}

function ChangeLink({ line, href }: { line: PurchaseLine; href: string }) {
  return (
    <LinkButton href={href} size="small" aria-label={`Change ${line.productName ?? line.offerName}`}>
      Change
    </LinkButton>
  );
}

function facts({ purchase, nextInvoice }: PurchaseDetails) {
  return [
    { term: "What happens next", description: <PurchaseNext purchase={purchase} /> },
    ...(nextInvoice
      ? [
          {
            term: "Next invoice",
            description: (
              <>
                <Money amountMinor={nextInvoice.amountMinor} currency={nextInvoice.currency} /> on{" "}
                <DateTime at={nextInvoice.on} />
              </>
            ),
          },
        ]
      : []),
    { term: "Subscribed on", description: <DateTime at={purchase.startedAt} /> },
    {
      term: "Subscription",
      description: <code className="font-mono text-[0.8125rem] break-all">{purchase.reference}</code>,
    },
  ];
}
