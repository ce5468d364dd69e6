import { newId } from "../ids";
import type { Coupon, Discount, Metadata, PromotionCode } from "../wire";

export interface NewCoupon {
  id: string | null;
  amountOff: number | null;
  currency: string | null;
  percentOff: number | null;
  duration: string;
  durationInMonths: number | null;
  maxRedemptions: number | null;
  redeemBy: number | null;
  name: string | null;
  metadata: Metadata;
}

/** A coupon as Stripe shows one that was just made. */
export function coupon(input: NewCoupon, now: number): Coupon {
  return {
    id: input.id ?? newId("cpn", 8).slice(4),
    object: "coupon",
    amount_off: input.amountOff,
    created: now,
    currency: input.currency,
    duration: input.duration,
    duration_in_months: input.durationInMonths,
    livemode: false,
    max_redemptions: input.maxRedemptions,
    metadata: input.metadata,
    name: input.name,
    percent_off: input.percentOff,
    redeem_by: input.redeemBy,
    times_redeemed: 0,
    valid: true,
  };
}

/** The word that a buyer types to get a coupon. */
export function promotionCode(
  input: {
    coupon: string;
    code: string | null;
    active: boolean;
    customer: string | null;
    expiresAt: number | null;
    maxRedemptions: number | null;
    metadata: Metadata;
  },
  now: number,
): PromotionCode {
  return {
    id: newId("promo"),
    object: "promotion_code",
    active: input.active,
    code: input.code ?? newId("code", 8).slice(5).toUpperCase(),
    created: now,
    customer: input.customer,
    customer_account: null,
    expires_at: input.expiresAt,
    livemode: false,
    max_redemptions: input.maxRedemptions,
    metadata: input.metadata,
    promotion: { coupon: input.coupon, type: "coupon" },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  };
}

/** A coupon at work: on one subscription, from now until it ends. */
export function discount(
  input: {
    coupon: string;
    promotionCode: string | null;
    customer: string;
    subscription: string;
    checkoutSession: string | null;
    end: number | null;
  },
  now: number,
): Discount {
  return {
    id: newId("di"),
    object: "discount",
    checkout_session: input.checkoutSession,
    customer: input.customer,
    customer_account: null,
    end: input.end,
    invoice: null,
    invoice_item: null,
    promotion_code: input.promotionCode,
    source: { coupon: input.coupon, type: "coupon" },
    start: now,
    subscription: input.subscription,
    subscription_item: null,
  };
}
