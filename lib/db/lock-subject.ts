import type { Tx } from "./client";

/**
 * Waits until this transaction alone works on the subject, e.g. `stripe:subscription:sub_…`, and holds that until
 * it ends. Two subjects may share a lock by chance, which costs a wait and nothing else.
 */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
}

/** As `lockSubject`, without waiting: false when another transaction works on the subject. */
export async function tryLockSubject(tx: Tx, subject: string): Promise<boolean> {
  const [answer] = await tx.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${subject}, 0)) AS locked`;
  return answer?.locked ?? false;
}
