import type { Db, Tx } from "@/lib/db/client";
import { selectSubjectProgress } from "./inbox-store";

/**
 * How many of the subject's events nobody has dealt with yet (as `findOpenEvents`), and how long ago, by
 * the database's clock, events of it were settled last.
 */
export function findSubjectProgress(
  tx: Db | Tx,
  subject: string,
): Promise<{ open: number; settledMsAgo: number | null }> {
  return selectSubjectProgress(tx, subject);
}
