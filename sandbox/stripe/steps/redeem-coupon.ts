import { discount } from "../objects/coupon";
import { dueOf } from "../objects/invoice";
import { invalidRequest, resourceMissing } from "../stripe-error";
import type { Coupon, Invoice, PromotionCode, Subscription } from "../wire";
import type { World } from "../world";
import { periodEnd } from "./period";

export interface ChosenDiscount {
  coupon: string;
  promotionCode: string | null;
}

/** What a coupon takes off an amount; never more than there is. Minor units. */
export function amountOff(coupon: Coupon | undefined, subtotal: number): number {
  if (!coupon || subtotal <= 0) return 0;
  const off = coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100);
  return Math.min(off, subtotal);
}

/** The coupon that is named, by itself or by a promotion code, if it can be used now. */
export function chooseDiscount(
  world: World,
  wanted: { coupon?: string | undefined; promotion_code?: string | undefined },
  customer: string | null,
): ChosenDiscount {
  const code = wanted.promotion_code === undefined ? null : findCode(world, wanted.promotion_code, customer);
  const id = code?.promotion.coupon ?? wanted.coupon ?? "";
  checkCoupon(world, id, customer);
  return { coupon: id, promotionCode: code?.id ?? null };
}

function checkCoupon(world: World, id: string, customer: string | null): void {
  const coupon = world.coupons.get(id);
  if (!coupon) throw resourceMissing("coupon", id, "coupon", 400);
  if (isPast(coupon.redeem_by, world.now(customer)) || isUsedUp(coupon)) {
    throw invalidRequest(`Coupon expired: ${id}`, { code: "coupon_expired", param: "coupon" });
  }
}

function isPast(end: number | null, now: number): boolean {
  return end !== null && end <= now;
}

function findCode(world: World, id: string, customer: string | null): PromotionCode {
  const code = world.promotionCodes.get(id);
  if (!code) throw resourceMissing("promotion code", id, "promotion_code", 400);
  const isOver = isPast(code.expires_at, world.now(customer));
  const isForeign = code.customer !== null && code.customer !== customer;
  if (!code.active || isOver || isForeign || isUsedUp(code)) {
    throw invalidRequest("This promotion code is invalid or has expired.", { param: "promotion_code" });
  }
  return code;
}

function isUsedUp({
  max_redemptions: most,
  times_redeemed: times,
}: Pick<Coupon, "max_redemptions" | "times_redeemed">) {
  return most !== null && times >= most;
}

/** Counts one use of a coupon and its code. */
export function countRedemption(world: World, chosen: ChosenDiscount): void {
  const coupon = world.coupons.get(chosen.coupon);
  if (coupon) {
    const times_redeemed = coupon.times_redeemed + 1;
    world.coupons.put({ ...coupon, times_redeemed, valid: !isUsedUp({ ...coupon, times_redeemed }) });
  }
  const code = world.promotionCodes.get(chosen.promotionCode ?? "");
  if (code) world.promotionCodes.put({ ...code, times_redeemed: code.times_redeemed + 1 });
}

/** Puts a coupon on a subscription, in the place of what was on it. */
export function discountSubscription(
  world: World,
  subscription: Subscription,
  chosen: ChosenDiscount,
  checkoutSession: string | null = null,
): Subscription {
  const now = world.now(subscription.customer);
  const { duration, duration_in_months: months } = world.coupons.get(chosen.coupon) ?? {};
  const end = duration === "repeating" ? periodEnd(now, now, { interval: "month", count: months ?? 1 }) : null;
  const owner = { customer: subscription.customer, subscription: subscription.id, checkoutSession };
  const made = world.discounts.put(discount({ ...chosen, ...owner, end }, now));
  countRedemption(world, chosen);
  world.emit("customer.discount.created", made);
  return world.subscriptions.put({ ...subscription, discounts: [made.id] });
}

/** Takes what the subscription's coupon is worth off its invoice; one that is for once is used up by that. */
export function discountInvoice(world: World, draft: Invoice, subscription: Subscription): Invoice {
  const applied = world.discounts.get(subscription.discounts[0] ?? "");
  if (!applied || isPast(applied.end, world.now(subscription.customer))) return draft;
  const coupon = world.coupons.get(applied.source.coupon ?? "");
  const amount = amountOff(coupon, draft.subtotal);
  if (amount === 0) return draft;
  if (coupon?.duration === "once") {
    const present = world.subscriptions.get(subscription.id) ?? subscription;
    world.subscriptions.put({ ...present, discounts: [] });
    world.emit("customer.discount.deleted", applied);
  }
  return lessBy(draft, amount, applied.id);
}

/** The invoice with this much taken off its total. */
export function lessBy(draft: Invoice, amount: number, discountId: string): Invoice {
  const total = draft.subtotal - amount;
  const due = dueOf(total, draft.starting_balance);
  return {
    ...draft,
    amount_due: due,
    amount_remaining: due - draft.amount_paid,
    discounts: [discountId],
    total,
    total_discount_amounts: [{ amount, discount: discountId }],
    total_excluding_tax: total,
  };
}
