import { z } from "zod";

/** The payload of each kind of job; ids and short texts only, so that the queue never holds personal data. */
export const jobPayloads = {
  fulfill: z.object({ subject: z.string(), cause: z.string() }),
  "send-mail": z.object({ mailId: z.string() }),
} as const;

export type JobName = keyof typeof jobPayloads;

export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

export type Job = { [Name in JobName]: { name: Name; payload: JobPayload<Name> } }[JobName];

/** The first run is attempt 1; the last is attempt `maxAttempts`. */
export type JobRun = { attempt: number; maxAttempts: number };

/** Does the job; throws to have it tried again later. */
export type JobHandlers = {
  [Name in JobName]: (payload: JobPayload<Name>, run: JobRun) => Promise<void>;
};

/** With the queue's backoff (e to the power of the attempt, at most about 6 hours) these take about two days. */
export const defaultMaxAttempts = 16;

/** One waiting job per subject and per mail: asking again replaces it. */
export function jobKey(job: Job): string {
  return job.name === "fulfill" ? `fulfill:${job.payload.subject}` : `send-mail:${job.payload.mailId}`;
}

/** The job as it stands in the queue, or null when it is none of ours. */
export function parseJob(name: string, payload: unknown): Job | null {
  switch (name) {
    case "fulfill": {
      const parsed = jobPayloads.fulfill.safeParse(payload);
      return parsed.success ? { name, payload: parsed.data } : null;
    }
    case "send-mail": {
      const parsed = jobPayloads["send-mail"].safeParse(payload);
      return parsed.success ? { name, payload: parsed.data } : null;
    }
    default:
      return null;
  }
}
