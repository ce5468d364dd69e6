import type { Db } from "@/lib/db/client";
import { findPendingMigrations } from "@/lib/db/find-pending-migrations";
import { findWorkerSeen } from "@/lib/jobs/find-worker-seen";
import type { Clock } from "@/lib/kernel/clock";
import type { Log } from "./log";

const deadlineMs = 5_000;
const workerSilenceMs = 30_000;

/**
 * Why this installation can't do its work, in words for operators; none when the database answers and is migrated, and
 * a worker was seen in the last 30 seconds. Answers within 5 seconds.
 */
export async function findReadinessProblems(ctx: { db: Db; log: Log; now: Clock }): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve(["The database takes too long to answer"]), deadlineMs);
  });
  try {
    return await Promise.race([findProblems(ctx), late]);
  } catch (error) {
    ctx.log.error({ err: error }, "The readiness check failed");
    return ["The database does not answer"];
  } finally {
    clearTimeout(timer);
  }
}

async function findProblems(ctx: { db: Db; now: Clock }): Promise<string[]> {
  const pending = await findPendingMigrations(ctx);
  if (pending.length > 0) return [`The database lacks ${pending.length} migrations: run npm run db:deploy`];
  const seen = await findWorkerSeen(ctx);
  const silent = seen === null || ctx.now().getTime() - seen.getTime() > workerSilenceMs;
  return silent ? ["No worker was seen in the last 30 seconds"] : [];
}
