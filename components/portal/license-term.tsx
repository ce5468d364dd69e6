import { DateTime } from "@/components/ui/date-time";
import type { LicenseTerm } from "@/lib/portal/owned-license";

/** How long the license holds, as a sentence. */
export function LicenseTermText({ term }: { term: LicenseTerm }) {
  switch (term.kind) {
    case "renews":
      return term.on ? (
        <>
          Renews on <DateTime at={term.on} />
        </>
      ) : (
        "Renews automatically"
      );
    case "ends":
      return (
        <>
          Canceled, valid until <DateTime at={term.on} />
        </>
      );
    case "trial":
      return (
        <>
          Free trial until <DateTime at={term.until} />
        </>
      );
    case "payment_due":
      return "The last payment failed";
    case "valid_until":
      return (
        <>
          Valid until <DateTime at={term.on} />
        </>
      );
    case "perpetual":
      return "Yours for good, no end date";
    case "ended":
      return term.on ? (
        <>
          Ended on <DateTime at={term.on} />
        </>
      ) : (
        "Ended"
      );
  }
}
