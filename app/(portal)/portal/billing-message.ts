import { assertNever } from "@/lib/kernel/assert-never";
import type { OpenBillingResult } from "@/lib/portal/open-billing";

/** Why the provider's billing portal can't be opened now. */
export function billingMessage(result: Exclude<OpenBillingResult, { kind: "portal" }>): string {
  switch (result.kind) {
    case "nothing_to_manage":
      return "There is nothing to manage yet: nothing has been bought.";
    case "provider_off":
      return "The payment provider is not connected here at the moment. Your licenses stay as they are. Please ask support.";
    case "limited":
      return `Too many tries. Please wait ${result.retryAfterSeconds} seconds.`;
    case "provider_unavailable":
      return "The payment provider can’t be reached at the moment. Nothing has changed; please try again shortly.";
    default:
      return assertNever(result);
  }
}
