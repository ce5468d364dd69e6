import type { Db, Tx } from "@/lib/db/client";
import { selectOpenEventIds } from "./inbox-store";

/**
 * The ids of the subject's events that nobody has dealt with yet: waiting ones, and parked ones, which the next run
 * that succeeds settles too. Ask before reading the provider: what arrives later gets its own run.
 */
export function findOpenEvents(tx: Db | Tx, subject: string): Promise<string[]> {
  return selectOpenEventIds(tx, subject);
}
