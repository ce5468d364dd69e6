import type { CheckoutSession, LineItem } from "../wire";
import type { World } from "../world";
import type { ChosenDiscount } from "./redeem-coupon";
import { amountOff, chooseDiscount } from "./redeem-coupon";

/** Puts a coupon on a whole session; its total follows. */
export function discountCheckout(world: World, session: CheckoutSession, chosen: ChosenDiscount): CheckoutSession {
  const plan = world.checkoutPlans.get(session.id);
  if (plan) world.checkoutPlans.put({ ...plan, discount: chosen });
  return recount(world, session);
}

/** The buyer types a promotion code; false where there is none like it that can be used. */
export function enterPromotionCode(world: World, session: CheckoutSession, typed: string): boolean {
  if (!session.allow_promotion_codes) return false;
  const wanted = typed.trim().toLowerCase();
  const code = [...world.promotionCodes.values()].find((each) => each.active && each.code.toLowerCase() === wanted);
  if (!code) return false;
  discountCheckout(world, session, chooseDiscount(world, { promotion_code: code.id }, session.customer));
  return true;
}

/** The session's total after a change of its lines or its coupon. */
export function recount(world: World, session: CheckoutSession): CheckoutSession {
  const plan = world.checkoutPlans.get(session.id);
  const { lineItems = [], discount = null } = plan ?? {};
  const subtotal = lineItems.reduce((sum, line) => sum + line.amount_subtotal, 0);
  const amount_discount = amountOff(world.coupons.get(discount?.coupon ?? ""), subtotal);
  const total = subtotal - amount_discount;
  if (plan) world.checkoutPlans.put({ ...plan, lineItems: spread(lineItems, subtotal, amount_discount) });
  return world.checkoutSessions.put({
    ...session,
    amount_subtotal: subtotal,
    amount_total: total,
    discounts: discount ? [{ coupon: discount.coupon, promotion_code: discount.promotionCode }] : [],
    payment_status: total > 0 ? "unpaid" : "no_payment_required",
    total_details: { amount_discount, amount_shipping: 0, amount_tax: 0 },
  });
}

/** Each line bears its share of the discount; the last one what rounding leaves. */
function spread(lines: LineItem[], subtotal: number, discount: number): LineItem[] {
  let left = discount;
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const share = isLast ? left : Math.round((discount * line.amount_subtotal) / Math.max(subtotal, 1));
    left -= share;
    return { ...line, amount_discount: share, amount_total: line.amount_subtotal - share };
  });
}
