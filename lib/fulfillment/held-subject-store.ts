import type { Db } from "@/lib/db/client";
import type { ReconciliationRun } from "./reconciliation-run";

/**
 * Purchases with licenses that the run did not come across: every subscription that has not ended, and orders within
 * the run's days. In the order of their names, beginning behind `run.cursor`.
 */
export async function selectUnseenSubjects(db: Db, run: ReconciliationRun, limit: number): Promise<string[]> {
  const { provider, startedAt, ordersSince, cursor } = run;
  const rows = await db.$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT held.subject
    FROM "Grant" AS held
    LEFT JOIN "Subscription" AS subscription ON subscription.provider = held.provider
      AND held.subject LIKE '%:subscription:%'
      AND subscription."providerSubscriptionId" = substring(held.subject from '^[a-z]+:subscription:(.+)$')
    LEFT JOIN "Order" AS bought ON bought.provider = held.provider
      AND held.subject LIKE '%:order:%'
      AND bought."providerOrderId" = substring(held.subject from '^[a-z]+:order:(.+)$')
    WHERE held.provider = ${provider}::"Provider" AND held.subject > ${cursor ?? ""}
      AND coalesce(subscription."readAt", bought."readAt", '-infinity') < ${startedAt}::timestamptz
      AND subscription."endedAt" IS NULL
      AND (bought.id IS NULL OR bought."placedAt" >= ${ordersSince}::timestamptz)
    ORDER BY held.subject LIMIT ${limit}`;
  return rows.map((row) => row.subject);
}
