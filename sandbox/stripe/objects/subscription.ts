import { newId } from "../ids";
import type { Metadata, Price, Subscription, SubscriptionItem } from "../wire";
import { listOf } from "./list";
import { planOf } from "./price";

export interface NewSubscription {
  customer: string;
  currency: string;
  defaultPaymentMethod?: string | null;
  description?: string | null;
  metadata?: Metadata;
  collectionMethod?: string;
  daysUntilDue?: number | null;
  cancelAtPeriodEnd?: boolean;
  trialEnd?: number | null;
  missingPaymentMethod?: string;
  saveDefaultPaymentMethod?: string;
  billingCycleAnchor: number;
  testClock?: string | null;
}

/** A subscription without items as Stripe shows one that was just made and not paid. */
export function subscription(input: NewSubscription, now: number): Subscription {
  const id = newId("sub");
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: input.billingCycleAnchor,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible", updated_at: now },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: input.cancelAtPeriodEnd ?? false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: input.collectionMethod ?? "charge_automatically",
    created: now,
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    days_until_due: input.daysUntilDue ?? null,
    default_payment_method: input.defaultPaymentMethod ?? null,
    default_source: null,
    default_tax_rates: [],
    description: input.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: listOf([], `/v1/subscription_items?subscription=${id}`),
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: input.metadata ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: input.saveDefaultPaymentMethod ?? "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: input.trialEnd ? "trialing" : "incomplete",
    test_clock: input.testClock ?? null,
    transfer_data: null,
    trial_end: input.trialEnd ?? null,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: input.missingPaymentMethod ?? "create_invoice",
      },
    },
    trial_start: input.trialEnd ? now : null,
  };
}

/** One line of a subscription. */
export function subscriptionItem(
  input: {
    subscription: string;
    price: Price;
    quantity: number;
    metadata?: Metadata;
    periodStart: number;
    periodEnd: number;
  },
  now: number,
): SubscriptionItem {
  return {
    id: newId("si", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: now,
    current_period_end: input.periodEnd,
    current_period_start: input.periodStart,
    current_trial: null,
    discounts: [],
    metadata: input.metadata ?? {},
    plan: planOf(input.price),
    price: input.price,
    quantity: input.quantity,
    subscription: input.subscription,
    tax_rates: [],
  };
}
