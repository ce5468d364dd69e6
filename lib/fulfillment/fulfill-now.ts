import { formatSubject } from "@/lib/commerce/subject";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Outcome } from "@/lib/kernel/outcome";
import { fulfill, type FulfillmentRequest } from "./fulfill";
import type { FulfillmentContext } from "./fulfillment-context";

/**
 * As `fulfill`, for callers outside the queue, who may not come back: what can't be done now is left to the worker,
 * which repeats it. (A job must call `fulfill` itself: the queue repeats it already.)
 */
export async function fulfillNow(ctx: FulfillmentContext, request: FulfillmentRequest): Promise<Outcome> {
  const later = async () => {
    const payload = { subject: formatSubject(request.subject), cause: request.cause };
    await enqueueJob(ctx.db, { name: "fulfill", payload });
  };
  try {
    const outcome = await fulfill(ctx, { ifBusy: "leave", ...request });
    if (outcome.kind === "retry") await later();
    return outcome;
  } catch (error) {
    await later().catch(() => undefined);
    throw error;
  }
}
