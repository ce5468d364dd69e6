import { providersOff } from "@/lib/commerce/connected-providers";
import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { nameOf } from "./not-connected";
import { countLiveSubscriptions } from "./silence-store";

/** A provider at which subscriptions run though it is not connected. */
export type Disconnected = { provider: ProviderName; subscriptions: number; warning: string };

/** Where purchases live on that nobody follows: their licenses stay as they were when the provider was switched off. */
export async function findDisconnected(ctx: {
  db: Db;
  commerce: Partial<Record<ProviderName, unknown>>;
}): Promise<Disconnected[]> {
  const counted = await Promise.all(
    providersOff(ctx.commerce).map(async (provider) => ({
      provider,
      subscriptions: await countLiveSubscriptions(ctx.db, provider),
    })),
  );
  return counted
    .filter(({ subscriptions }) => subscriptions > 0)
    .map(({ provider, subscriptions }) => ({ provider, subscriptions, warning: warn(provider, subscriptions) }));
}

function warn(provider: ProviderName, subscriptions: number): string {
  return `${nameOf(provider)} is not connected, but subscriptions run there (${subscriptions}): their licenses don't follow it`;
}
