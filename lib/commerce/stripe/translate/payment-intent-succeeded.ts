import type { Translation } from "./translation";

/** A payment intent does not say what was bought; its checkout session or invoice does, and has its own event. */
export function paymentIntentSucceeded(): Translation {
  return { ignored: "What was paid for is told by the checkout session's or the invoice's own event" };
}
