import { getContext } from "@/lib/context";
import { fulfillNow } from "@/lib/fulfillment/fulfill-now";
import { defaultPolicy } from "@/lib/fulfillment/policy";
import type { FindPurchaseContext } from "@/lib/portal/find-purchase";

/**
 * The context of deeds after which licenses must be true when the page shows again: they wait for a run that is at work
 * on the same purchase already, a webhook's for example.
 */
export function changingContext() {
  const context = getContext();
  return {
    ...context,
    graceDays: defaultPolicy.graceDays,
    fulfill: (input: Parameters<FindPurchaseContext["fulfill"]>[0]) =>
      fulfillNow(context, { ...input, ifBusy: "wait" }),
  };
}
