import { getContext } from "@/lib/context";
import { fulfillNow } from "@/lib/fulfillment/fulfill-now";
import { watchPurchase } from "@/lib/onboarding/watch-purchase";

/** How far this user's purchase is; looking at it pushes it on, so that it arrives without webhooks too. */
export function watch(userId: string, sessionId: string) {
  const context = getContext();
  return watchPurchase({ ...context, fulfill: (input) => fulfillNow(context, input) }, { userId, sessionId });
}
