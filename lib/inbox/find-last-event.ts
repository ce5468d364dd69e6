import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { selectLatestEvent } from "./inbox-store";

/** The event that came in last: when it happened and when it came. With `delivered`, those we fetched don't count. */
export function findLastEvent(
  ctx: { db: Db },
  input: { provider: ProviderName; delivered?: boolean },
): Promise<{ occurredAt: Date; receivedAt: Date } | null> {
  const { provider, delivered } = input;
  return selectLatestEvent(ctx.db, delivered ? { provider, caughtUp: false } : { provider });
}
