import type { Tx } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/database-now";
import { findSubjectProgress } from "@/lib/inbox/find-subject-progress";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Outcome } from "@/lib/kernel/outcome";

/** A checkout's events come within about this time: the first is acted on at once, the others together. */
const burstMs = 2_000;

/**
 * Whether a run that events asked for has nothing to do now, and why; null when it has. Ask under the subject's lock:
 * then an event that is no longer open was settled by a run that read the provider after the event was stored, and
 * reading again can't tell more. While a burst lasts, what is left of it is put off to its
 * end, by the database's clock, which all workers share and the queue runs by.
 */
export async function bundleEvents(
  tx: Tx,
  { subject, cause }: { subject: string; cause: string },
): Promise<Outcome | null> {
  const { open, settledMsAgo } = await findSubjectProgress(tx, subject);
  if (open === 0) return { kind: "ignored", reason: "A run that began after the event settled it already" };
  if (settledMsAgo === null || settledMsAgo >= burstMs) return null;
  const waitMs = Math.min(burstMs - settledMsAgo, burstMs);
  const runAt = new Date((await databaseNow(tx)).getTime() + Math.ceil(waitMs));
  await enqueueJob(tx, { name: "fulfill", payload: { subject, cause, forEvents: true } }, { runAt });
  return { kind: "ignored", reason: `Put off to ${runAt.toISOString()}, to act on a burst of events at once` };
}
