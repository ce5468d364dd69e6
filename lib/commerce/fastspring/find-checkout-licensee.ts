import type { FastSpringClient } from "./fastspring-client";
import { findFirstOrder } from "./find-first-order";
import { findSubscription } from "./read-subscription";
import { readTags, tagKeys } from "./tags";

export async function findCheckoutLicensee(
  client: FastSpringClient,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const subscription = await findSubscription(client, subscriptionId, signal);
  if (!subscription) return null;
  const first = await findFirstOrder(client, subscription, signal);
  return readTags(first?.tags)[tagKeys.licenseeId] ?? null;
}
