import { AdapterError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";

/** What an outside system answers; `otherwise`, with a warning in the log, while it does not. */
export async function orWhenDown<T>(ctx: { log: Log }, answer: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.warn(
      { err: error, system: error.system },
      "an outside system did not answer; the page shows what is known",
    );
    return otherwise;
  }
}
