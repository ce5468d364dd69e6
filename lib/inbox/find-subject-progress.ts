import type { Db, Tx } from "@/lib/db/client";
import { selectSubjectProgress } from "./inbox-store";

/** How many of the subject's events nobody has dealt with yet (as `findOpenEvents`), and when events of it were settled last. */
export function findSubjectProgress(
  tx: Db | Tx,
  subject: string,
): Promise<{ open: number; lastHandledAt: Date | null }> {
  return selectSubjectProgress(tx, subject);
}
