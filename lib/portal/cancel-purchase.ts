import type { ChangeContext } from "./changing/change-context";
import type { CancellationResult } from "./cancellation-result";
import { setCancellation } from "./changing/set-cancellation";

/**
 * Ends the subscription with the period that is paid for; its licenses work until then. For owners and admins; anybody
 * else gets a `NotFoundError`. As often as asked, the same.
 */
export function cancelPurchase(
  ctx: ChangeContext,
  asked: { userId: string; subscriptionId: string },
): Promise<CancellationResult> {
  return setCancellation(ctx, { ...asked, cancel: true });
}
