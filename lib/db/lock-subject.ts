import type { Tx } from "./client";

/**
 * Waits until this transaction alone works on the subject, e.g. `stripe:subscription:sub_…`, and holds that until
 * it ends. Two subjects may share a lock by chance, which costs a wait and nothing else.
 */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
}
