import { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import type { NextInvoice, ChangeResult, SubscriptionChange } from "../subscription-change";
import { toMinorUnits } from "@/lib/kernel/money";
import type { FastSpringClient } from "./fastspring-client";
import { FastSpringRefusal } from "./read-answer";
import { findSubscription } from "./read-subscription";
import { toDate } from "./wire";

const anything = z.looseObject({});

/** Sets plan and quantity at once, and charges or credits the difference ("Update a subscription", prorate). */
export async function changeSubscription(
  client: FastSpringClient,
  { subscriptionId: subscription, itemId, providerPriceId: product, quantity }: SubscriptionChange,
): Promise<ChangeResult> {
  if (itemId !== subscription) {
    throw new AdapterError("fastspring", "FastSpring: add-ons are changed in its own app", { retryable: false });
  }
  const body = { subscriptions: [{ subscription, product, quantity, prorate: true }] };
  try {
    await client.call(
      `changing subscription ${subscription}`,
      { method: "POST", path: "/subscriptions", body },
      anything,
    );
    return { kind: "changed" };
  } catch (error) {
    if (error instanceof FastSpringRefusal && error.fields.payment !== undefined) {
      return { kind: "payment_failed", reason: error.fields.payment };
    }
    throw error;
  }
}

/** Ends it with its period, or takes that back ("Resume canceled subscription"); both are said again without harm. */
export async function setCancellation(
  client: FastSpringClient,
  subscription: string,
  cancelAtPeriodEnd: boolean,
): Promise<void> {
  if (cancelAtPeriodEnd) {
    const found = await findSubscription(client, subscription);
    if (found?.state === "canceled") return;
    const path = `/subscriptions/${encodeURIComponent(subscription)}`;
    await client.call(`canceling subscription ${subscription}`, { method: "DELETE", path }, anything);
    return;
  }
  const body = { subscriptions: [{ subscription, deactivation: null }] };
  await client.call(`keeping subscription ${subscription}`, { method: "POST", path: "/subscriptions", body }, anything);
}

export async function readNextInvoice(
  client: FastSpringClient,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<NextInvoice | null> {
  const found = await findSubscription(client, subscriptionId, signal);
  const on = toDate(found?.next, found?.nextInSeconds);
  if (!found?.active || found.state === "canceled" || !on) return null;
  const amount = found.subtotal ?? (found.price ?? 0) * found.quantity;
  return { amountMinor: toMinorUnits(amount, found.currency), on };
}
