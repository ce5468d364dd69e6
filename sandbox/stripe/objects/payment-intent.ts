import { newId } from "../ids";
import type { Metadata, PaymentIntent } from "../wire";

export interface NewPaymentIntent {
  amount: number;
  currency: string;
  customer?: string | null;
  paymentMethod?: string | null;
  paymentMethodTypes?: string[];
  automatic?: boolean;
  captureMethod?: string;
  confirmationMethod?: string;
  description?: string | null;
  metadata?: Metadata;
  receiptEmail?: string | null;
  setupFutureUsage?: string | null;
  shipping?: PaymentIntent["shipping"];
  statementDescriptor?: string | null;
}

/** A payment intent as Stripe shows one that was just made. */
export function paymentIntent(input: NewPaymentIntent, now: number): PaymentIntent {
  const id = newId("pi");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: input.automatic ? { allow_redirects: "always", enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.captureMethod ?? "automatic_async",
    client_secret: `${id}_${newId("secret")}`,
    confirmation_method: input.confirmationMethod ?? "automatic",
    created: now,
    currency: input.currency,
    customer: input.customer ?? null,
    customer_account: null,
    description: input.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: input.paymentMethod ?? null,
    payment_method_configuration_details: null,
    payment_method_options: cardOptions,
    payment_method_types: input.paymentMethodTypes ?? ["card"],
    payment_record: null,
    processing: null,
    receipt_email: input.receiptEmail ?? null,
    review: null,
    setup_future_usage: input.setupFutureUsage ?? null,
    shipping: input.shipping ?? null,
    source: null,
    statement_descriptor: input.statementDescriptor ?? null,
    statement_descriptor_suffix: null,
    status: input.paymentMethod ? "requires_confirmation" : "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  };
}

const cardOptions: PaymentIntent["payment_method_options"] = {
  card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
};
