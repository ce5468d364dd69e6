import { z } from "zod";

/** The payload of each kind of job; ids and short texts only, so that the queue never holds personal data. */
export const jobPayloads = {
  // `forEvents`: it was the arrival of events that queued it, and nothing else.
  fulfill: z.object({ subject: z.string(), cause: z.string(), forEvents: z.boolean().optional() }),
  "send-mail": z.object({ mailId: z.string() }),
  reconcile: z.object({}),
  "catch-up": z.object({}),
} as const;

export type JobName = keyof typeof jobPayloads;

export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

export type Job = { [Name in JobName]: { name: Name; payload: JobPayload<Name> } }[JobName];

/** A job that is queued by the clock: `match` as in a crontab, in UTC. One that fell into a pause of all workers is made up for. */
export type RecurringJob = { name: "reconcile" | "catch-up"; match: string };

/** The first run is attempt 1; the last is attempt `maxAttempts`. */
export type JobRun = { attempt: number; maxAttempts: number };

/** Does the job; throws to have it tried again later. */
export type JobHandlers = {
  [Name in JobName]: (payload: JobPayload<Name>, run: JobRun) => Promise<void>;
};

/** With the queue's backoff (e to the power of the attempt, at most about 6 hours) these take about two days. */
export const defaultMaxAttempts = 16;

/** One waiting job per subject, per mail and per kind of upkeep: asking again replaces it. */
export function jobKey(job: Job): string {
  switch (job.name) {
    case "fulfill":
      return `fulfill:${job.payload.subject}`;
    case "send-mail":
      return `send-mail:${job.payload.mailId}`;
    case "reconcile":
    case "catch-up":
      return job.name;
  }
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
    case "reconcile":
    case "catch-up":
      return { name, payload: {} };
    default:
      return null;
  }
}
