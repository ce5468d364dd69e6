import type { Subscription } from "../records";
import type { Proration } from "../steps/prorate-change";
import { taxRate, withTax } from "./tax";
import { kept } from "../store";
import type { World } from "../world";
import { moment, round, shown } from "./families";
import { periodTotal } from "./subscription";

/** What a change would come to ("Preview a prorated plan change"). */
export function estimateObject(world: World, before: Subscription, proration: Proration): Record<string, unknown> {
  const { after, periodBegin, subtotal, tax, totalDue } = proration;
  const { currency } = kept(world.products, after.product);
  const proposed = planOf(world, after, proration);
  return {
    subscription: before.id,
    currency,
    timezone: "UTC",
    ...moment("periodStartDate", periodBegin),
    ...moment("periodEndDate", before.next),
    endDate: null,
    remainingPeriods: -1,
    ...moment("nextChargeDate", after.next),
    isProratable: true,
    prorationStatus: "Available",
    currentPlan: {
      ...planOf(world, before, proration),
      ...shown("subscriptionProratedCredit", proration.credit, currency),
    },
    proposedPlan: { ...proposed, ...shown("subscriptionProratedCharge", proration.charge, currency) },
    amountDue: {
      ...shown("prorationSubtotal", subtotal, currency),
      ...shown("prorationTax", tax, currency),
      ...shown("totalAmountDue", totalDue, currency),
      ...moment("nextChargeDate", after.next),
      ...shown("nextChargeAmount", withTax(periodTotal(world, after), currency), currency),
    },
    discountTotals: {
      ...shown("productLevelDiscountTotal", 0, currency),
      ...shown("couponLevelDiscountTotal", 0, currency),
    },
  };
}

function planOf(world: World, subscription: Subscription, { days }: Proration) {
  const { product, quantity, addons } = subscription;
  const { display, price, currency, interval, intervalLength } = kept(world.products, product);
  const own = round(price * quantity, currency);
  const whole = periodTotal(world, subscription);
  return {
    display,
    product,
    billingFrequency: `${intervalLength} ${interval}`,
    ...shown("price", price, currency),
    ...shown("discount", 0, currency),
    quantity,
    ...shown("subtotal", own, currency),
    ...shown("tax", round(withTax(own, currency) - own, currency), currency),
    ...shown("total", withTax(own, currency), currency),
    taxPercent: taxRate * 100,
    prorationUtilizedDays: days.utilized,
    prorationRemainingDays: days.remaining,
    prorationTotalDays: days.total,
    addons: addons.map((addon) => addon.product),
    ...shown("subscriptionSubtotal", whole, currency),
    ...shown("subscriptionTax", round(withTax(whole, currency) - whole, currency), currency),
    ...shown("subscriptionTotal", withTax(whole, currency), currency),
    subscriptionEndDate: null,
  };
}
