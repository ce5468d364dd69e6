import { validate as isUuid } from "uuid";
import { closeOpenIntent, completeIntent } from "../intent-store";
import type { FulfillmentRun } from "../fulfillment-context";
import { buyerOf, type Truth } from "../truth";

/** Settles the purchase intent that led to this purchase, so that its slot is free again. */
export async function closeIntent(run: FulfillmentRun, truth: Truth, customerId: string): Promise<void> {
  const intentId = buyerOf(truth).purchaseIntentId;
  // The id comes from metadata: it counts only for an intent of this very customer.
  if (intentId === null || !isUuid(intentId)) return;
  switch (intentStatus(truth)) {
    case "COMPLETED":
      return await completeIntent(run.tx, { intentId, customerId, subject: run.subject });
    case "CLOSED":
      return await closeOpenIntent(run.tx, { intentId, customerId, closedAt: run.now });
    case "OPEN":
      return;
  }
}

function intentStatus(truth: Truth): "OPEN" | "COMPLETED" | "CLOSED" {
  const status = truth.kind === "subscription" ? truth.subscription.status : truth.order.status;
  switch (status) {
    case "open":
    case "incomplete":
    case "unknown":
      return "OPEN";
    case "expired":
    case "failed":
    case "incomplete_expired":
      return "CLOSED";
    default:
      return "COMPLETED";
  }
}
