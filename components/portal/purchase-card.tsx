import { Badge, type Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import type { Purchase, PurchaseStatus } from "@/lib/portal/purchase";

const states: Record<PurchaseStatus, { tone: Tone; label: string }> = {
  trial: { tone: "info", label: "Trial" },
  active: { tone: "good", label: "Active" },
  ending: { tone: "warn", label: "Canceled" },
  payment_due: { tone: "warn", label: "Payment due" },
  suspended: { tone: "warn", label: "Suspended" },
  waiting_for_payment: { tone: "info", label: "Waiting for payment" },
  ended: { tone: "neutral", label: "Ended" },
  paid: { tone: "good", label: "Paid" },
  failed: { tone: "bad", label: "Not paid" },
};

/** A subscription or an order: what it is, what it costs, and what happens next. */
export function PurchaseCard({ purchase }: { purchase: Purchase }) {
  const state = states[purchase.status];
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-4">
        <ul className="grid gap-2">
          {purchase.lines.map((line, index) => (
            <li key={index}>
              <h2 className="text-lg">{line.productName ?? line.offerName}</h2>
              <p className="text-muted">
                {[line.productName ? line.offerName : null, line.quantity === 1 ? null : `× ${line.quantity}`]
                  .filter(Boolean)
                  .join(" ")}
              </p>
            </li>
          ))}
        </ul>
        <Badge tone={state.tone}>{state.label}</Badge>
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p>
          <NextText purchase={purchase} />
        </p>
        {purchase.total ? (
          <p className="font-medium">
            <Money {...purchase.total} />
          </p>
        ) : null}
      </div>
      <p className="border-t border-line pt-3 text-sm text-muted">
        {purchase.kind === "subscription" ? "Subscribed on " : "Bought on "}
        <DateTime at={purchase.startedAt} />
        <br />
        {purchase.kind === "subscription" ? "Subscription " : "Order "}
        <code className="font-mono text-[0.8125rem] break-all">{purchase.reference}</code>
      </p>
    </Card>
  );
}

/** What happens next, in plain words. */
function NextText({ purchase }: { purchase: Purchase }) {
  switch (purchase.status) {
    case "trial":
      return <Dated words="Free trial, the first payment is due on" at={purchase.renewsOn} otherwise="Free trial." />;
    case "active":
      return <Dated words="Renews on" at={purchase.renewsOn} otherwise="Renews automatically." />;
    case "ending":
      return (
        <Dated words="It will not renew. It stays valid until" at={purchase.endsOn} otherwise="It will not renew." />
      );
    case "payment_due":
      return "The last payment failed. Update your card under Billing to keep your licenses.";
    case "suspended":
      return "Your licenses are on hold until the open invoice is paid.";
    case "waiting_for_payment":
      return "The payment has not cleared yet. Your license follows automatically.";
    case "ended":
      return <Dated words="Ended on" at={purchase.endsOn} otherwise="Ended." />;
    case "paid":
      return (
        <Dated words="Paid once. The license is valid until" at={purchase.endsOn} otherwise="Paid once, no renewal." />
      );
    case "failed":
      return "The payment didn’t go through and nothing was issued.";
  }
}

function Dated({ words, at, otherwise }: { words: string; at: Date | null; otherwise: string }) {
  if (!at) return otherwise;
  return (
    <>
      {words} <DateTime at={at} />.
    </>
  );
}
