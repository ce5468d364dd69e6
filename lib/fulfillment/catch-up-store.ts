import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";

export async function selectCatchUp(db: Db, provider: ProviderName): Promise<Date | null> {
  const reached = await db.eventCatchUp.findUnique({ where: { provider } });
  return reached?.reachedAt ?? null;
}

/** Two at once may write in either order: what is asked for again covers the difference. */
export async function writeCatchUp(db: Db, provider: ProviderName, reachedAt: Date): Promise<void> {
  await db.eventCatchUp.upsert({ where: { provider }, create: { provider, reachedAt }, update: { reachedAt } });
}
