import { getContext } from "@/lib/context";
import { fulfill } from "@/lib/fulfillment/fulfill";
import { watchPurchase } from "@/lib/onboarding/watch-purchase";

/** How far this user's purchase is; looking at it pushes it on, so that it arrives without webhooks too. */
export function watch(userId: string, sessionId: string) {
  const context = getContext();
  return watchPurchase({ ...context, fulfill: (input) => fulfill(context, input) }, { userId, sessionId });
}
