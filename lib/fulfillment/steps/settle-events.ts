import { findOpenEvents } from "@/lib/inbox/find-open-events";
import { markEvents } from "@/lib/inbox/mark-events";
import { recordFailedAttempt } from "@/lib/inbox/record-failed-attempt";
import type { Outcome } from "@/lib/kernel/outcome";
import type { FulfillmentContext } from "../fulfillment-context";
import { recordFailure } from "./record-failure";

/**
 * Runs work for events whose subject is no purchase, and marks them with its outcome. The mark comes after the effect,
 * so that a crash between them repeats the work and loses nothing.
 */
export async function settleEvents(
  ctx: FulfillmentContext,
  { subject, cause }: { subject: string; cause: string },
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await settle(ctx, subject, work).catch((error: unknown) => recordFailure(ctx, { subject, error }));
  ctx.log.info({ subject, cause, outcome: outcome.kind }, outcome.reason);
  return outcome;
}

async function settle(ctx: FulfillmentContext, subject: string, work: () => Promise<Outcome>): Promise<Outcome> {
  // Before anything is read: an event that comes in later gets a run of its own.
  const events = await findOpenEvents(ctx.db, subject);
  const outcome = await work();
  if (outcome.kind === "retry") await recordFailedAttempt(ctx, { subject, error: outcome.reason });
  else await markEvents(ctx.db, events, outcome);
  return outcome;
}
