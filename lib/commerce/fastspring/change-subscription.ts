import { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import type { ChangeResult, SubscriptionChange } from "../subscription-change";
import type { FastSpringClient } from "./fastspring-client";
import { FastSpringRefusal } from "./read-answer";
import { findSubscription, itemsOf } from "./read-subscription";
import { termsOf } from "./subscription-terms";

const anything = z.looseObject({});

/**
 * Sets plan and quantity at once, and charges or gives back the difference ("Update a subscription", prorate). FastSpring
 * knows no idempotency keys: what is so already, also by a call whose answer was lost, is not said again.
 */
export async function changeSubscription(client: FastSpringClient, change: SubscriptionChange): Promise<ChangeResult> {
  const { subscriptionId: subscription } = change;
  const found = await findSubscription(client, subscription);
  if (!found) throw new AdapterError("fastspring", `FastSpring: no subscription ${subscription}`, { retryable: false });
  if (itemsOf(found).some((item) => isDone(item, change))) return { kind: "changed" };
  const body = { subscriptions: [{ subscription, ...termsOf(change), prorate: true }] };
  try {
    await client.call(
      `changing subscription ${subscription}`,
      { method: "POST", path: "/subscriptions", body },
      anything,
    );
    return { kind: "changed" };
  } catch (error) {
    const reason = declineIn(error);
    if (reason !== null) return { kind: "payment_failed", reason };
    throw error;
  }
}

/** An add-on that was replaced by another has a line of another name. */
function isDone(item: ReturnType<typeof itemsOf>[number], { subscriptionId, itemId, ...wanted }: SubscriptionChange) {
  const names = [itemId, `${subscriptionId}:${wanted.providerPriceId}`];
  const isIt = itemId === subscriptionId ? item.id === itemId : names.includes(item.id);
  return isIt && item.providerPriceId === wanted.providerPriceId && item.quantity === wanted.quantity;
}

/** FastSpring documents no code for a declined charge: the field or the words tell it. */
function declineIn(error: unknown): string | null {
  if (!(error instanceof FastSpringRefusal)) return null;
  const words = /declin|insufficient funds|payment failed|charge failed|expired card/i;
  const [, reason] =
    Object.entries(error.fields).find(([field, text]) => field === "payment" || words.test(text)) ?? [];
  return reason ?? null;
}
