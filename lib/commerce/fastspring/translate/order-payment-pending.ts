import type { Translation } from "./translation";

/** A payment is on its way. */
export function orderPaymentPending(): Translation {
  return { ignored: "The payment has not come yet; order.completed tells when it has" };
}
