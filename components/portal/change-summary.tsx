import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import type { ChangePreview } from "@/lib/commerce/subscription-change";

/** What a change costs now and later, as the provider reckons, and how it comes to that. */
export function ChangeSummary({ preview, children }: { preview: ChangePreview; children: ReactNode }) {
  const { currency, dueNowMinor, creditMinor, givenBackMinor, next } = preview;
  return (
    <Card className="grid gap-4 bg-sunken shadow-none">
      <h2 className="sr-only">What it costs</h2>
      <output className="grid gap-3">
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">Due now</span>
          <span className="text-2xl font-semibold tracking-tight">
            <Money amountMinor={dueNowMinor} currency={currency} />
          </span>
        </span>
        {givenBackMinor > 0 ? (
          <Row label="Given back with the change">
            <Money amountMinor={givenBackMinor} currency={currency} />
          </Row>
        ) : null}
        {creditMinor > 0 ? (
          <Row label="Credit, used for the next invoices">
            <Money amountMinor={creditMinor} currency={currency} />
          </Row>
        ) : null}
        <Row
          label={
            <>
              Next invoice, <DateTime at={next.on} />
            </>
          }
        >
          <Money amountMinor={next.amountMinor} currency={currency} />
        </Row>
        {preview.recurringMinor === next.amountMinor ? null : (
          <Row label="Regular price per period">
            <Money amountMinor={preview.recurringMinor} currency={currency} />
          </Row>
        )}
      </output>
      {preview.lines.length > 0 ? <Lines preview={preview} /> : null}
      {children}
    </Card>
  );
}

function Row({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-baseline justify-between gap-x-4 text-muted">
      <span>{label}</span>
      <span className="text-ink">{children}</span>
    </span>
  );
}

function Lines({ preview: { lines, currency } }: { preview: ChangePreview }) {
  return (
    <details className="text-sm">
      <summary className="min-h-11 w-fit content-center rounded-control text-muted hover:text-ink sm:min-h-0">
        How this is worked out
      </summary>
      <ul className="mt-2 grid gap-1.5">
        {lines.map((line, index) => (
          <li key={index} className="flex justify-between gap-4">
            <span className="text-muted">{line.description}</span>
            <Money amountMinor={line.amountMinor} currency={currency} />
          </li>
        ))}
      </ul>
    </details>
  );
}
