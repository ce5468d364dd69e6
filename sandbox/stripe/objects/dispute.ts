import { newId } from "../ids";
import type { Charge, Dispute } from "../wire";

const daySeconds = 86_400;

export interface NewDispute {
  amount: number;
  reason: string;
  isInquiry: boolean;
}

/** A dispute as Stripe shows one that the cardholder's bank has just opened. */
export function dispute(of: Charge, input: NewDispute, now: number): Dispute {
  return {
    id: newId("du"),
    object: "dispute",
    amount: input.amount,
    balance_transactions: [],
    charge: of.id,
    created: now,
    currency: of.currency,
    enhanced_eligibility_types: [],
    evidence: {
      access_activity_log: null,
      billing_address: null,
      cancellation_policy: null,
      cancellation_policy_disclosure: null,
      cancellation_rebuttal: null,
      customer_communication: null,
      customer_email_address: of.billing_details.email,
      customer_name: of.billing_details.name,
      customer_purchase_ip: null,
      customer_signature: null,
      duplicate_charge_documentation: null,
      duplicate_charge_explanation: null,
      duplicate_charge_id: null,
      enhanced_evidence: {},
      product_description: null,
      receipt: null,
      refund_policy: null,
      refund_policy_disclosure: null,
      refund_refusal_explanation: null,
      service_date: null,
      service_documentation: null,
      shipping_address: null,
      shipping_carrier: null,
      shipping_date: null,
      shipping_documentation: null,
      shipping_tracking_number: null,
      uncategorized_file: null,
      uncategorized_text: null,
    },
    evidence_details: {
      due_by: now + 9 * daySeconds,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: input.isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: of.payment_intent,
    payment_method_details: {
      card: {
        brand: of.payment_method_details?.card?.brand ?? "visa",
        case_type: input.isInquiry ? "inquiry" : "chargeback",
        network: of.payment_method_details?.card?.network ?? "visa",
        network_reason_code: "10",
      },
      type: "card",
    },
    reason: input.reason,
    status: input.isInquiry ? "warning_needs_response" : "needs_response",
  };
}
