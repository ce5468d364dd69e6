import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import type { ClaimView } from "@/lib/claiming/describe-claim";

type ClaimedPurchaseProps = { purchase: Extract<ClaimView, { kind: "open" }>; children: ReactNode };

/** What was bought and by whom, as much as the holder of the link may see; below it what to do. */
export function ClaimedPurchase({ purchase, children }: ClaimedPurchaseProps) {
  const { licenses, customerName, maskedEmail } = purchase;
  return (
    <Card className="grid gap-6">
      {licenses.length > 0 ? (
        <ul className="grid gap-2">
          {licenses.map(({ id, productName, seats }) => (
            <li key={id}>
              <span className="text-lg font-semibold tracking-tight">{productName}</span>{" "}
              <span className="text-muted">{seats === 1 ? "1 seat" : `${seats} seats`}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">None of its licenses is valid any more. Its invoices are still there.</p>
      )}
      <DescriptionList
        items={[
          { term: "Bought by", description: customerName },
          { term: "With the address", description: maskedEmail },
        ]}
      />
      <div className="grid gap-4 border-t border-line pt-5">{children}</div>
    </Card>
  );
}
