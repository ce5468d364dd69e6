import type { Translation } from "./translation";

/** FastSpring reminded the buyer of a payment to come. */
export function subscriptionPaymentReminder(): Translation {
  return { ignored: "A reminder to the buyer changes nothing" };
}
