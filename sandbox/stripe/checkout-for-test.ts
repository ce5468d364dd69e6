import type { Stripe } from "stripe";
import { createPrice, listEvents } from "./sandbox-for-test";

/** What is sold, and sessions in which it can be bought: five seats by the month, or two of what is sold once. */
export async function openShopWindow(stripe: Stripe) {
  const monthly = await createPrice(stripe);
  const once = await createPrice(stripe, { unitAmount: 19900, oneTime: true });
  const open = (terms: Stripe.Checkout.SessionCreateParams) =>
    stripe.checkout.sessions.create({
      success_url: "http://localhost:3000/return?session_id={CHECKOUT_SESSION_ID}",
      cancel_url: "http://localhost:3000/offers",
      ...terms,
    });
  return {
    monthly,
    openSubscription: (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
      open({
        mode: "subscription",
        line_items: [{ price: monthly.id, quantity: 5 }],
        metadata: { licensee_id: "lic-1" },
        subscription_data: { metadata: { licensee_id: "lic-1" } },
        ...more,
      }),
    openPayment: (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
      open({ mode: "payment", line_items: [{ price: once.id, quantity: 2 }], ...more }),
    typesSince: async (known: number) => (await listEvents(stripe)).slice(known).map(({ type }) => type),
  };
}
