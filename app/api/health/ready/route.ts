import { getContext, type Context } from "@/lib/context";
import { findPendingMigrations } from "@/lib/db/find-pending-migrations";
import { findWorkerSeen } from "@/lib/jobs/find-worker-seen";

export const dynamic = "force-dynamic";

const deadlineMs = 5_000;
const workerSilenceMs = 30_000;

/** Ready: the database answers and is migrated, and a worker was seen lately. 503 says what is missing. */
export async function GET(): Promise<Response> {
  const ctx = getContext();
  const problems = await Promise.race([findProblems(ctx), afterDeadline()]).catch((error: unknown) => {
    ctx.log.error({ err: error }, "The readiness check failed");
    return ["The database does not answer"];
  });
  const status = problems.length === 0 ? "ready" : "not ready";
  return Response.json({ status, problems }, { status: problems.length === 0 ? 200 : 503 });
}

async function findProblems(ctx: Context): Promise<string[]> {
  const pending = await findPendingMigrations(ctx);
  if (pending.length > 0) return [`The database lacks ${pending.length} migrations: run npm run db:deploy`];
  const seen = await findWorkerSeen(ctx);
  const silent = seen === null || ctx.now().getTime() - seen.getTime() > workerSilenceMs;
  return silent ? ["No worker was seen in the last 30 seconds"] : [];
}

function afterDeadline(): Promise<string[]> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(["The database takes too long to answer"]), deadlineMs).unref();
  });
}
