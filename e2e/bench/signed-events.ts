import { Stripe } from "stripe";
import { newId } from "@/lib/kernel/ids";
import type { SignedBody } from "./load";

/** Distinct events about a number of subscriptions, signed as Stripe signs them. */
export function signEvents(amount: number, subjects: number, secret: string): SignedBody[] {
  return Array.from({ length: amount }, (_, index) =>
    sign(JSON.stringify(subscriptionEvent(`sub_bench${index % subjects}`)), secret),
  );
}

/** One event about each of these subscriptions. */
export function signEventsAbout(subscriptionIds: readonly string[], secret: string): SignedBody[] {
  return subscriptionIds.map((id) => sign(JSON.stringify(subscriptionEvent(id)), secret));
}

function sign(body: string, secret: string): SignedBody {
  return { body, signature: Stripe.webhooks.generateTestHeaderString({ payload: body, secret }) };
}

function subscriptionEvent(subscriptionId: string) {
  return {
    id: `evt_${newId().replaceAll("-", "")}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1000),
    type: "customer.subscription.updated",
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    data: { object: { id: subscriptionId, object: "subscription", status: "active", customer: "cus_bench" } },
  };
}
