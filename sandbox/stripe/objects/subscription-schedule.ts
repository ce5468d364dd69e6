import { newId } from "../ids";
import type { Metadata, SubscriptionSchedule } from "../wire";

type Phase = SubscriptionSchedule["phases"][number];

export interface NewPhase {
  items: { price: string; quantity: number; metadata: Metadata }[];
  currency: string;
  startDate: number;
  endDate: number;
  prorationBehavior?: string | undefined;
  metadata?: Metadata | undefined;
  trialEnd?: number | undefined;
}

/** What a subscription is to be for from one moment to another. */
export function schedulePhase(input: NewPhase): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency: input.currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: input.endDate,
    invoice_settings: null,
    items: input.items.map(({ price, quantity, metadata }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata,
      plan: price,
      price,
      quantity,
      tax_rates: [],
    })),
    metadata: input.metadata ?? {},
    on_behalf_of: null,
    proration_behavior: input.prorationBehavior ?? "create_prorations",
    start_date: input.startDate,
    transfer_data: null,
    trial_end: input.trialEnd ?? null,
  };
}

/** A schedule that has not begun. */
export function subscriptionSchedule(
  of: { customer: string; test_clock: string | null },
  phase: Phase,
  now: number,
): SubscriptionSchedule {
  return {
    id: newId("sub_sched"),
    object: "subscription_schedule",
    application: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible", updated_at: now },
    canceled_at: null,
    completed_at: null,
    created: now,
    current_phase: null,
    customer: of.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: "automatic",
      billing_thresholds: null,
      collection_method: "charge_automatically",
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: "self" },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: "release",
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [phase],
    released_at: null,
    released_subscription: null,
    status: "not_started",
    subscription: null,
    test_clock: of.test_clock,
  };
}
