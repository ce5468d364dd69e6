import type { IdPage, PageRequest } from "../commerce-port";
import { callStripe } from "./call-stripe";
import { nextOf, startingAfter } from "./list-purchases";
import type { StripeClient } from "./stripe-client";
import { toUnix } from "./time";

type Since = PageRequest & { since: Date };

/** The payments that refunds were made of, by payment intent, or by charge where there was none. */
export async function listRefundedPayments(stripe: StripeClient, { after, since, signal }: Since): Promise<IdPage> {
  const created = { gte: toUnix(since) };
  const page = await callStripe(
    "listing refunds",
    () => stripe.refunds.list({ created, limit: 100, ...startingAfter(after) }),
    signal,
  );
  return { ids: paymentsOf(page.data), after: nextOf(page) };
}

/** The payments that were disputed, named in the same way. */
export async function listDisputedPayments(stripe: StripeClient, { after, since, signal }: Since): Promise<IdPage> {
  const created = { gte: toUnix(since) };
  const page = await callStripe(
    "listing disputes",
    () => stripe.disputes.list({ created, limit: 100, ...startingAfter(after) }),
    signal,
  );
  return { ids: paymentsOf(page.data), after: nextOf(page) };
}

type Reference = string | { id: string } | null;

function paymentsOf(issues: { payment_intent: Reference; charge: Reference }[]): string[] {
  const ids = issues.flatMap(({ payment_intent: intent, charge }) => idOf(intent) ?? idOf(charge) ?? []);
  return [...new Set(ids)];
}

function idOf(reference: Reference): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
