import type { Outcome } from "@/lib/kernel/outcome";
import type { Drift } from "./reconciliation-run";

/** What a run over a purchase has to tell in the drift report; null when everything was as the provider says. */
export function decideDrift({ kind, reason, changes = [] }: Outcome & { changes?: readonly string[] }): Drift | null {
  const difference = changes.join("; ");
  switch (kind) {
    case "done":
      return difference === "" ? null : { outcome: "REPAIRED", difference, reason };
    case "ignored":
      return null;
    case "parked":
      return { outcome: "PARKED", difference: difference || "A person has to look at it", reason };
    case "retry":
      return { outcome: "FAILED", difference: "It could not be compared", reason };
  }
}
