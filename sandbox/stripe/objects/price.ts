import { newId } from "../ids";
import type { Metadata, Plan, Price } from "../wire";

export interface NewPrice {
  product: string;
  currency: string;
  unitAmount: number;
  recurring: { interval: string; intervalCount: number; trialDays: number | null } | null;
  active?: boolean | undefined;
  lookupKey?: string | null | undefined;
  nickname?: string | null | undefined;
  metadata?: Metadata | undefined;
  taxBehavior?: string | undefined;
}

/** A price per unit as Stripe shows one that was just made. */
export function price(input: NewPrice, now: number): Price {
  return {
    id: newId("price"),
    object: "price",
    active: input.active ?? true,
    billing_scheme: "per_unit",
    created: now,
    currency: input.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookupKey ?? null,
    metadata: input.metadata ?? {},
    nickname: input.nickname ?? null,
    product: input.product,
    recurring: input.recurring && {
      interval: input.recurring.interval,
      interval_count: input.recurring.intervalCount,
      meter: null,
      trial_period_days: input.recurring.trialDays,
      usage_type: "licensed",
    },
    tax_behavior: input.taxBehavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: input.recurring ? "recurring" : "one_time",
    unit_amount: input.unitAmount,
    unit_amount_decimal: String(input.unitAmount),
  };
}

/** The older view of a recurring price that subscription items still carry. */
export function planOf(from: Price): Plan {
  return {
    id: from.id,
    object: "plan",
    active: from.active,
    amount: from.unit_amount,
    amount_decimal: from.unit_amount_decimal,
    billing_scheme: from.billing_scheme,
    created: from.created,
    currency: from.currency,
    interval: from.recurring?.interval ?? "month",
    interval_count: from.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: from.metadata,
    meter: from.recurring?.meter ?? null,
    nickname: from.nickname,
    product: from.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: from.recurring?.trial_period_days ?? null,
    usage_type: from.recurring?.usage_type ?? "licensed",
  };
}
