import type { Subscription } from "@/lib/commerce/subscription";
import { AdapterError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";
import { commerceAt, type CommerceOf } from "./commerce-at";
import { hasEnded } from "./mirrored-subscription";
import type { ExistingSubscription } from "./states";

const deadlineMilliseconds = 10_000;

/**
 * Asks the provider whether what we last saw is still so: our copy is late when a webhook is. Gives the subscriptions
 * that live, and the ids of those that have ended. While the provider is down, what we last saw counts.
 */
export async function verifySubscriptions(
  ctx: { commerce: CommerceOf<"readSubscription">; log: Log },
  seen: ExistingSubscription[],
): Promise<{ live: ExistingSubscription[]; ended: string[] }> {
  const checked = await Promise.all(seen.map((subscription) => check(ctx, subscription)));
  return {
    live: checked.flatMap((result) => result.live ?? []),
    ended: checked.flatMap((result) => result.ended ?? []),
  };
}

type Checked = { live?: ExistingSubscription; ended?: string };

async function check(
  ctx: { commerce: CommerceOf<"readSubscription">; log: Log },
  subscription: ExistingSubscription,
): Promise<Checked> {
  const id = subscription.providerSubscriptionId;
  try {
    const truth = await commerceAt(ctx.commerce, subscription.provider).readSubscription(
      id,
      AbortSignal.timeout(deadlineMilliseconds),
    );
    if (!truth || hasEnded(truth)) return { ended: id };
    return { live: asProviderSays(subscription, truth) };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.warn({ err: error, subscription: id }, "subscription could not be read; our last copy counts");
    return { live: subscription };
  }
}

function asProviderSays(subscription: ExistingSubscription, truth: Subscription): ExistingSubscription {
  const { status, cancelAtPeriodEnd, currentPeriodEnd } = truth;
  return { ...subscription, status, cancelAtPeriodEnd, currentPeriodEnd };
}
