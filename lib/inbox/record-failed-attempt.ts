import type { Db } from "@/lib/db/client";
import { updateEvents } from "./inbox-store";

/** Notes on the subject's waiting events that another attempt failed; they stay waiting. */
export async function recordFailedAttempt(ctx: { db: Db }, input: { subject: string; error: string }): Promise<void> {
  await updateEvents(ctx.db, { subject: input.subject, status: "WAITING" }, { lastError: input.error });
}
