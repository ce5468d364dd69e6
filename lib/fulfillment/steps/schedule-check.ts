import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { FulfillmentRun } from "../fulfillment-context";

/** Looks at the subject again when time alone changes its standing: at the end of a grace period. */
export async function scheduleCheck(run: FulfillmentRun, nextCheckAt: Date | null): Promise<void> {
  if (nextCheckAt === null) return;
  const { tx, subject } = run;
  // Under a key of its own: as the subject's next job it would put off what the next event asks for.
  await enqueueJob(
    tx,
    { name: "fulfill", payload: { subject, cause: "the grace period ended" } },
    { key: `recheck:${subject}`, runAt: nextCheckAt },
  );
}
