import type { Db, Tx } from "./client";

/**
 * The database's own clock, at this moment and not at the transaction's beginning: the one that all apps and workers share,
 * and that the queue runs jobs by.
 */
export async function databaseNow(db: Db | Tx): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("The database did not tell its time");
  return row.now;
}
