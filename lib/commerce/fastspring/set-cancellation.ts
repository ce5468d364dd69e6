import { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import type { FastSpringClient } from "./fastspring-client";
import { FastSpringRefusal } from "./read-answer";
import { findSubscription, toStatus } from "./read-subscription";

const anything = z.looseObject({});

/**
 * Ends it with its period, or takes that back ("Resume a canceled subscription"); what is so already, or has ended, is
 * left so. One that has ended can't be taken up again.
 */
export async function setCancellation(client: FastSpringClient, id: string, cancelAtPeriodEnd: boolean): Promise<void> {
  const found = await findSubscription(client, id);
  if (!found) throw refused(`subscription ${id} does not exist`);
  const hasEnded = toStatus(found) === "canceled";
  const isCanceled = found.state === "canceled";
  if (cancelAtPeriodEnd) {
    if (!hasEnded && !isCanceled) await cancel(client, id);
    return;
  }
  if (hasEnded) throw refused(`subscription ${id} has ended`);
  if (isCanceled) await keep(client, id);
}

async function cancel(client: FastSpringClient, id: string): Promise<void> {
  const request = { method: "DELETE", path: `/subscriptions/${encodeURIComponent(id)}` } as const;
  await client.call(`canceling subscription ${id}`, request, anything).catch(ignoreCanceled);
}

async function keep(client: FastSpringClient, subscription: string): Promise<void> {
  const body = { subscriptions: [{ subscription, deactivation: null }] };
  await client.call(`keeping subscription ${subscription}`, { method: "POST", path: "/subscriptions", body }, anything);
}

/** Somebody was quicker ("Cancel a subscription", status 500). */
function ignoreCanceled(error: unknown): void {
  const texts = error instanceof FastSpringRefusal ? Object.values(error.fields) : [];
  if (!texts.some((text) => /already canceled/i.test(text))) throw error;
}

function refused(reason: string): AdapterError {
  return new AdapterError("fastspring", `FastSpring: ${reason}`, { retryable: false });
}
