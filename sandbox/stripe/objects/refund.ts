import { newId } from "../ids";
import type { Charge, Metadata, Refund } from "../wire";

/** A card refund as Stripe shows one that was just made. */
export function refund(
  of: Charge,
  input: { amount: number; reason: string | null; metadata: Metadata; status?: "pending" | "succeeded" },
  now: number,
): Refund {
  return {
    id: newId("re"),
    object: "refund",
    amount: input.amount,
    balance_transaction: null,
    charge: of.id,
    created: now,
    currency: of.currency,
    customer: of.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: input.metadata,
    payment_intent: of.payment_intent,
    payment_method: of.payment_method,
    ...(input.status === "pending" ? { pending_reason: "processing" as const } : {}),
    reason: input.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: input.status ?? "succeeded",
    transfer_reversal: null,
  };
}
