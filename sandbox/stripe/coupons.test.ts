import type { Stripe } from "stripe";
import { afterAll, describe, expect, test } from "vitest";
import { buyer, createPayingCustomer, createPrice, startTestStripe } from "./sandbox-for-test";

const sandbox = await startTestStripe();
afterAll(() => sandbox.stop());
const { stripe } = sandbox;
const monthly = await createPrice(stripe, { unitAmount: 5000 });
const once = await createPrice(stripe, { unitAmount: 20_000, oneTime: true });

const advance = (id: string) => sandbox.control(`subscriptions/${id}/advance`);

/** What the first invoices of a subscription with this coupon come to. */
async function totals(terms: Stripe.CouponCreateParams): Promise<number[]> {
  const coupon = await stripe.coupons.create(terms);
  const customer = await createPayingCustomer(stripe);
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: monthly.id }],
    discounts: [{ coupon: coupon.id }],
  });
  await advance(id);
  const { data } = await stripe.invoices.list({ customer: customer.id });
  return data.map(({ total }) => total).toReversed();
}

describe("a coupon on a subscription", () => {
  test("holds once or for as long as it lasts, by percent or by amount", async () => {
    expect(await totals({ percent_off: 20, duration: "once" })).toEqual([4000, 5000]);
    expect(await totals({ percent_off: 20, duration: "forever" })).toEqual([4000, 4000]);
    expect(await totals({ amount_off: 1500, currency: "usd", duration: "repeating", duration_in_months: 3 })).toEqual([
      3500, 3500,
    ]);
  });

  test("worth everything leaves nothing to pay, and the subscription is active", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 100, duration: "forever" });
    const customer = await stripe.customers.create();
    const made = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: monthly.id }],
      discounts: [{ coupon: coupon.id }],
      expand: ["latest_invoice", "discounts"],
    });
    expect(made).toMatchObject({ status: "active", latest_invoice: { total: 0, status: "paid" } });
    expect(made.discounts).toMatchObject([{ source: { coupon: coupon.id } }]);
  });
});

describe("a promotion code on the hosted checkout", () => {
  const open = () =>
    stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: once.id, quantity: 1 }],
      allow_promotion_codes: true,
      success_url: "http://localhost:3000/return",
    });

  test("lowers the total; a wrong one changes nothing and says so", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 25 });
    const code = await stripe.promotionCodes.create({
      promotion: { type: "coupon", coupon: coupon.id },
      code: "SPRING",
    });
    const { id } = await open();
    const wrong = await sandbox.post(`/c/pay/${id}/promotion`, { code: "AUTUMN" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("not valid");
    expect((await sandbox.post(`/c/pay/${id}/promotion`, { code: "spring" })).status).toBe(303);
    await sandbox.post(`/c/pay/${id}`, buyer);
    const paid = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent", "line_items"] });
    expect(paid).toMatchObject({
      amount_subtotal: 20_000,
      amount_total: 15_000,
      total_details: { amount_discount: 5000 },
      payment_intent: { amount_received: 15_000 },
      line_items: { data: [{ amount_discount: 5000, amount_total: 15_000 }] },
      discounts: [{ promotion_code: code.id }],
    });
    expect((await stripe.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1);
  });

  test("is refused when it is used up", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 100, max_redemptions: 1 });
    const discounts = [{ coupon: coupon.id }];
    const line_items = [{ price: once.id, quantity: 1 }];
    const terms = { mode: "payment", line_items, discounts, success_url: "http://localhost:3000/return" } as const;
    const { id } = await stripe.checkout.sessions.create({ ...terms, line_items, discounts });
    await sandbox.post(`/c/pay/${id}`, { email: "maria@example.com" });
    const free = await stripe.checkout.sessions.retrieve(id);
    expect(free).toMatchObject({ status: "complete", payment_status: "no_payment_required", amount_total: 0 });
    await expect(stripe.checkout.sessions.create({ ...terms, line_items, discounts })).rejects.toMatchObject({
      code: "coupon_expired",
    });
  });
});
