import { parkEvents } from "@/lib/inbox/park-events";
import { recordFailedAttempt } from "@/lib/inbox/record-failed-attempt";
import { AdapterError } from "@/lib/kernel/errors";
import type { Outcome } from "@/lib/kernel/outcome";
import type { FulfillmentContext } from "../fulfillment-context";

/**
 * Notes a failed run on the waiting events, after its transaction is gone. What an outside system refuses for good is
 * parked, what it may do later is retried; anything else is a fault of ours and thrown again.
 */
export async function recordFailure(
  ctx: Pick<FulfillmentContext, "db" | "log">,
  { subject, error }: { subject: string; error: unknown },
): Promise<Outcome> {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof AdapterError && !error.retryable) {
    await parkEvents(ctx, { subject, reason });
    return { kind: "parked", reason };
  }
  // With the database away this can't be noted either; what went wrong first is what counts.
  await recordFailedAttempt(ctx, { subject, error: reason }).catch((second: unknown) =>
    ctx.log.error({ err: second, subject }, "A failed attempt could not be noted"),
  );
  if (error instanceof AdapterError) return { kind: "retry", reason };
  throw error;
}
