import type { FastSpringClient } from "./fastspring-client";
import { findFirstOrder } from "./find-first-order";
import { readAccount } from "./read-account";
import { findSubscription } from "./read-subscription";
import { readTags, tagKeys } from "./tags";

export async function findCheckoutLicensee(
  client: FastSpringClient,
  subscriptionId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const subscription = await findSubscription(client, subscriptionId, signal);
  if (!subscription) return null;
  const account = await readAccount(client, subscription.account, signal);
  const first = await findFirstOrder(client, subscription, account, signal);
  return readTags(first?.tags)[tagKeys.licenseeId] ?? null;
}
