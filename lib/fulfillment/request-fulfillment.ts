import { formatSubject, type Subject } from "@/lib/commerce/subject";
import type { Db, Tx } from "@/lib/db/client";
import { enqueueJob } from "@/lib/jobs/enqueue-job";

/** Has the worker fulfill the subject soon, and again if that fails; for callers who can't wait or have waited enough. */
export async function requestFulfillment(
  ctx: { db: Db | Tx },
  { subject, cause }: { subject: Subject; cause: string },
): Promise<void> {
  await enqueueJob(ctx.db, { name: "fulfill", payload: { subject: formatSubject(subject), cause } });
}
