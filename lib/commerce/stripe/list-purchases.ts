import type { Stripe } from "stripe";
import type { IdPage, PageRequest } from "../commerce-port";
import { callStripe } from "./call-stripe";
import type { StripeClient } from "./stripe-client";
import { toUnix } from "./time";

/** As many as Stripe gives at once. */
const limit = 100;

/** Without `status: "all"` Stripe leaves canceled subscriptions out. */
export async function listSubscriptionIds(stripe: StripeClient, { after, signal }: PageRequest): Promise<IdPage> {
  const page = await callStripe(
    "listing subscriptions",
    () => stripe.subscriptions.list({ status: "all", limit, ...startingAfter(after) }),
    signal,
  );
  return { ids: page.data.map(({ id }) => id), after: nextOf(page) };
}

/** Completed checkout sessions that sold something once; Stripe can't list by that. */
export async function listOrderIds(
  stripe: StripeClient,
  { after, signal, placedSince }: PageRequest & { placedSince: Date },
): Promise<IdPage> {
  const created = { gte: toUnix(placedSince) };
  const expand = ["data.line_items"];
  const page = await callStripe(
    "listing checkout sessions",
    () => stripe.checkout.sessions.list({ status: "complete", created, expand, limit, ...startingAfter(after) }),
    signal,
  );
  return { ids: page.data.filter(soldOnce).map(({ id }) => id), after: nextOf(page) };
}

function soldOnce({ mode, line_items }: Stripe.Checkout.Session): boolean {
  if (mode !== "subscription") return mode === "payment";
  return line_items?.has_more === true || (line_items?.data ?? []).some((line) => line.price?.type === "one_time");
}

export function startingAfter(after: string | null): { starting_after?: string } {
  return after === null ? {} : { starting_after: after };
}

export function nextOf(page: { data: { id: string }[]; has_more: boolean }): string | null {
  return page.has_more ? (page.data.at(-1)?.id ?? null) : null;
}
