import type { Db } from "@/lib/db/client";
import { addDays } from "@/lib/kernel/add-days";
import type { Clock } from "@/lib/kernel/clock";
import { selectNewestOfUser } from "./intent-store";

/** A checkout may stay open for a day. */
const longestDays = 2;

/**
 * The session of the checkout that this user went to last, for stores that lead everybody back to the same address
 * (FastSpring); null when there was none lately.
 */
export async function findLatestCheckout(ctx: { db: Db; now: Clock }, userId: string): Promise<string | null> {
  const intent = await selectNewestOfUser(ctx.db, userId, addDays(ctx.now(), -longestDays));
  return intent?.checkoutSessionId ?? null;
}
