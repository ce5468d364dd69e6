import { newId } from "../ids";
import type { Metadata, SetupIntent } from "../wire";

export interface NewSetupIntent {
  customer?: string | null;
  paymentMethod?: string | null;
  description?: string | null;
  metadata?: Metadata;
  usage?: string;
}

/** A setup intent as Stripe shows one that was just made. */
export function setupIntent(input: NewSetupIntent, now: number): SetupIntent {
  const id = newId("seti");
  return {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_${newId("secret")}`,
    created: now,
    customer: input.customer ?? null,
    customer_account: null,
    description: input.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: input.paymentMethod ?? null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: input.paymentMethod ? "requires_confirmation" : "requires_payment_method",
    usage: input.usage ?? "off_session",
  };
}
