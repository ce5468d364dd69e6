import { ChevronRight } from "lucide-react";
import { rhythm } from "@/components/onboarding/offer-words";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import type { Purchase } from "@/lib/portal/purchase";
import { PurchaseNext } from "./purchase-next";
import { PurchaseStateBadge } from "./purchase-state";
import { lineText, nameOf } from "./purchase-words";

/** A subscription or an order: what it is, what it costs, and what happens next. */
export function PurchaseCard({ purchase, href }: { purchase: Purchase; href: string | null }) {
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-4">
        <ul className="grid gap-2">
          {purchase.lines.map((line) => (
            <li key={line.id}>
              <h2 className="text-lg">{line.productName ?? line.offerName}</h2>
              <p className="text-muted">{lineText(line)}</p>
            </li>
          ))}
        </ul>
        <PurchaseStateBadge {...purchase} />
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p>
          <PurchaseNext purchase={purchase} />
        </p>
        {purchase.total ? (
          <p>
            <span className="font-medium">
              <Money {...purchase.total} />
            </span>
            <span className="text-muted">{rhythmText(purchase)}</span>
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-end justify-between gap-3 border-t border-line pt-3">
        <p className="text-sm text-muted">
          {purchase.kind === "subscription" ? "Subscribed on " : "Bought on "}
          <DateTime at={purchase.startedAt} />
          <br />
          {purchase.kind === "subscription" ? "Subscription " : "Order "}
          <code className="font-mono text-[0.8125rem] break-all">{purchase.reference}</code>
        </p>
        {href ? (
          <LinkButton href={href} size="small" aria-label={`Manage ${nameOf(purchase)}`}>
            Manage
            <ChevronRight className="size-4" />
          </LinkButton>
        ) : null}
      </div>
    </Card>
  );
}

/** FastSpring adds the buyer's tax to each charge of a subscription; what was paid for an order holds it. */
function rhythmText({ every, provider }: Purchase): string {
  if (!every) return "";
  return ` ${rhythm(every)}${provider === "FASTSPRING" ? ", before tax" : ""}`;
}
