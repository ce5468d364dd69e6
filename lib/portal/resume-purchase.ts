import type { ChangeContext } from "./changing/change-context";
import type { CancellationResult } from "./cancellation-result";
import { setCancellation } from "./changing/set-cancellation";

/** Takes a cancellation back while the subscription still runs; who may, and how often, as for `cancelPurchase`. */
export function resumePurchase(
  ctx: ChangeContext,
  asked: { userId: string; subscriptionId: string },
): Promise<CancellationResult> {
  return setCancellation(ctx, { ...asked, cancel: false });
}
