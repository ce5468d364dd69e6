import { DateTime } from "@/components/ui/date-time";
import type { LicenseTerm } from "@/lib/portal/owned-license";

/** How long the license holds, as a sentence. */
export function LicenseTermText({ term }: { term: LicenseTerm }) {
  const { dated, otherwise } = sentences[term.kind];
  const at = dateOf(term);
  if (!dated || !at) return otherwise;
  return (
    <>
      {dated} <DateTime at={at} />
    </>
  );
}

/** `dated` with the day that the term names; `otherwise` where there is none. */
type Sentence = { dated?: string; otherwise: string };

const sentences: Record<LicenseTerm["kind"], Sentence> = {
  renews: { dated: "Renews on", otherwise: "Renews automatically" },
  ends: { dated: "Canceled, valid until", otherwise: "Canceled" },
  trial: { dated: "Free trial until", otherwise: "Free trial" },
  payment_due: { otherwise: "The last payment failed" },
  on_hold: { otherwise: "On hold" },
  valid_until: { dated: "Valid until", otherwise: "Valid" },
  perpetual: { otherwise: "Yours for good, no end date" },
  ended: { dated: "Ended on", otherwise: "Ended" },
};

function dateOf(term: LicenseTerm): Date | null {
  if ("on" in term) return term.on;
  return "until" in term ? term.until : null;
}
