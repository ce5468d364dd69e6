import type { Subject } from "../subject";
import { callStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";

const most = 1_000;

/** The customer's subscriptions, ended ones included, and completed one-time checkouts. */
export async function findPurchasesOf(stripe: StripeClient, customer: string, signal: AbortSignal): Promise<Subject[]> {
  const [subscriptions, sessions] = await Promise.all([
    callStripe(
      `listing the subscriptions of ${customer}`,
      () => stripe.subscriptions.list({ customer, status: "all", limit: 100 }).autoPagingToArray({ limit: most }),
      signal,
    ),
    callStripe(
      `listing the checkouts of ${customer}`,
      () =>
        stripe.checkout.sessions.list({ customer, status: "complete", limit: 100 }).autoPagingToArray({ limit: most }),
      signal,
    ),
  ]);
  const orders = sessions.filter((session) => session.mode === "payment");
  return [
    ...subscriptions.map(({ id }) => ({ provider: "STRIPE", kind: "subscription", id }) as const),
    ...orders.map(({ id }) => ({ provider: "STRIPE", kind: "order", id }) as const),
  ];
}
