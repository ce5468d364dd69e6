import type { Translation } from "./translation";

/** An order waits for the vendor's approval. */
export function orderApprovalPending(): Translation {
  return { ignored: "The order is not approved yet; order.completed tells when it is paid" };
}
