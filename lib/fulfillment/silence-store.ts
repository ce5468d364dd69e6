import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";

/** How many subscriptions there had not ended when we last saw them. */
export function countLiveSubscriptions(db: Db, provider: ProviderName): Promise<number> {
  return db.subscription.count({ where: { provider, endedAt: null } });
}

/** How many things happened in that time, as far as we know, of which the provider tells in an event. */
export async function countExpectedEvents(
  db: Db,
  provider: ProviderName,
  { from, until }: { from: Date; until: Date },
): Promise<number> {
  const within = { gt: from, lte: until };
  const checkouts = await db.purchaseIntent.count({ where: { provider, status: "COMPLETED", updatedAt: within } });
  const periods = await db.subscription.count({
    where: { provider, endedAt: null, OR: [{ currentPeriodEnd: within }, { trialEnd: within }] },
  });
  const found = await db.driftEntry.count({ where: { outcome: "REPAIRED", at: within, run: { provider } } });
  return checkouts + periods + found;
}
