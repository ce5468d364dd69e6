/** One verified event. Without a subject there is nothing to do, and `ignoredReason` says why. */
export type IncomingEvent = {
  eventId: string;
  type: string;
  apiVersion: string | null;
  occurredAt: Date;
  subject: string | null;
  ignoredReason: string | null;
};
