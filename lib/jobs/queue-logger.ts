import { Logger } from "graphile-worker";
import type { Log } from "@/lib/observability/log";

/** The queue's own log lines in ours. Its line per job goes to debug; what a job did is told by the job. */
export function createQueueLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    const fields = { queue: scope.label, job: scope.jobId };
    switch (level) {
      case "error":
        return log.error(fields, message);
      case "warning":
        return log.warn(fields, message);
      default:
        return log.debug(fields, message);
    }
  });
}
