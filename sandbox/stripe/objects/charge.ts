import { newId } from "../ids";
import type { Charge, PaymentIntent, PaymentMethod } from "../wire";

export interface ChargeFailure {
  code: string;
  declineCode: string | null;
  message: string;
}

/** The charge that one attempt of a payment intent makes; `failure` tells why the card was declined. */
export function charge(
  intent: PaymentIntent,
  method: PaymentMethod,
  failure: ChargeFailure | null,
  now: number,
): Charge {
  const id = newId("ch");
  const captured = !failure && intent.capture_method !== "manual";
  return {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? "SANDBOX",
    captured,
    created: now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(failure),
    paid: !failure,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(method),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: null,
    status: failure ? "failed" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  };
}

function outcomeOf(failure: ChargeFailure | null): Charge["outcome"] {
  const shared = { advice_code: null, network_advice_code: null, risk_level: "normal", risk_score: 20 };
  if (!failure) {
    return {
      ...shared,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  return {
    ...shared,
    network_decline_code: "05",
    network_status: "declined_by_network",
    reason: failure.declineCode ?? failure.code,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}

function methodDetails(method: PaymentMethod): Charge["payment_method_details"] {
  const { us_bank_account: us, sepa_debit: sepa } = method;
  if (us) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = us;
    const details = { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number };
    return { type: "us_bank_account", us_bank_account: { ...details, payment_reference: null } };
  }
  if (sepa) {
    const { bank_code, branch_code, country, fingerprint, last4 } = sepa;
    return { type: "sepa_debit", sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null } };
  }
  return { card: cardDetails(method), type: "card" };
}

type CardDetails = NonNullable<Charge["payment_method_details"]>["card"];

function cardDetails({ card }: PaymentMethod): CardDetails {
  if (!card) return undefined;
  return {
    amount_authorized: null,
    authorization_code: null,
    brand: card.brand,
    checks: card.checks,
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}
